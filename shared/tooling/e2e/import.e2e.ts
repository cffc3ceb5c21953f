import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startChild } from '../start/child.ts'
import { openMemberCode, holdToCamera, SOON_MS, startShift, stayBeside, storeHasCaughtUp } from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'
import { wordsOf } from './walk-words.ts'

const ORDERS = `InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
900001,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2011-12-01 08:26:00,2.55,17850.0,United Kingdom
900001,71053,WHITE METAL LANTERN,2,2011-12-01 08:26:00,3.395,17850.0,United Kingdom
900002,22633,HAND WARMER UNION JACK,broken,2011-12-01 08:28:00,1.85,17850.0,United Kingdom
`
let stage: Stage | null = null
let dataFolder: string
let pages: Record<string, Page> = {}

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'dangol-import-'))
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(pages)
  await stage?.close()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** Runs `npm run import -- orders FILE` as the script does, with nothing else running. */
async function importOrders(): Promise<void> {
  const file = join(dataFolder, 'orders.csv')
  writeFileSync(file, ORDERS)
  const child = startChild({
    name: 'import',
    entry: 'server/shop/import/main.ts',
    args: ['orders', file],
    env: { DANGOL_DATA: dataFolder },
  })
  // A broken row is reported and refused; the rest is loaded all the same.
  await child.gone
}

/** The one-time code that the embedded shop 'sent'. */
async function codeSentTo(login: string): Promise<string> {
  const sent = () => readFileSync(join(dataFolder, 'outbox-mail.log'), { encoding: 'utf8', flag: 'a+' })
  const code = new RegExp(`\\t${login}\\t(\\d{6})`)
  await expect.poll(sent, { timeout: SOON_MS }).toMatch(code)
  return code.exec(sent())?.[1] ?? ''
}

test('a customer who was imported signs in by number, is recognised at the kiosk, and stands on the tablet, the history shut until they approve on the phone', async () => {
  await importOrders()
  stage = await openStage({ dataFolder })
  const [phone, kiosk, tablet] = await Promise.all([stage.page('phone'), stage.page('kiosk'), stage.page('tablet')])
  pages = { phone, kiosk, tablet }
  await phone.getByLabel('이메일 또는 고객 번호').fill('17850')
  await phone.getByRole('button', { name: '인증번호 받기' }).click()
  await phone.getByLabel('인증번호 6자리').fill(await codeSentTo('17850'))
  await phone.getByRole('button', { name: '로그인' }).click()
  await openMemberCode(phone)
  await phone.getByRole('button', { name: '주문', exact: true }).click()
  await phone.getByText('WHITE METAL LANTERN').waitFor({ timeout: SOON_MS })

  await storeHasCaughtUp(stage)
  await startShift(tablet, '서연')
  await stayBeside(kiosk)
  // A code opened just now counts for longest.
  await openMemberCode(phone)
  await holdToCamera(stage, phone)
  await kiosk.getByRole('button', { name: /내 것 이어 보기/ }).click({ timeout: SOON_MS })
  await kiosk.getByRole('heading', { name: '저장한 구성', exact: true }).waitFor({ timeout: SOON_MS })

  await tablet
    .getByRole('button', { name: /키오스크 1/ })
    .first()
    .click({ timeout: SOON_MS })
  const { serve, stopServing } = wordsOf('ko').staff.visit
  await tablet.getByRole('button', { name: serve }).click({ timeout: SOON_MS })
  await tablet.getByRole('button', { name: stopServing }).waitFor({ timeout: SOON_MS })
  // A code alone opens no history, whatever was agreed to: for that the shopper approves on the phone.
  await tablet.getByText(/지금은 열 수 없습니다/).waitFor({ timeout: SOON_MS })
  expect(await tablet.getByText('WHITE HANGING HEART T-LIGHT HOLDER', { exact: false }).count()).toBe(0)
})
