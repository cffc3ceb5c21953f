import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { everythingKept, findLeftovers, kioskFiles } from './leftovers.ts'
import {
  changeAndOrder,
  configureAtHome,
  finish,
  holdToCamera,
  openMemberCode,
  showToKiosk,
  signIn,
  SOON_MS,
  openOffice,
  startShift,
  stayBeside,
  storeHasCaughtUp,
} from './shopper.ts'
import { openStage, picture } from './stage.ts'
import type { Stage } from './stage.ts'

const NAME = '한강 아침 러닝'
let stage: Stage
let errors: string[]
let pages: Record<string, Page> = {}

beforeEach(async () => {
  stage = await openStage()
  errors = []
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(pages)
  await stage.close()
})

/** Four screens at once; whatever goes wrong inside any of them fails the test. */
async function fourScreens(): Promise<Record<'phone' | 'kiosk' | 'tablet' | 'office', Page>> {
  const [phone, kiosk, tablet, office] = await Promise.all([
    stage.page('phone'),
    stage.page('kiosk'),
    stage.page('tablet'),
    stage.page('office'),
  ])
  const screens = { phone, kiosk, tablet, office }
  for (const [name, page] of Object.entries(screens))
    page.on('pageerror', (error) => errors.push(`${name}: ${error.message}`))
  pages = screens
  await openOffice(office, 'orders')
  await stayBeside(kiosk, tablet)
  return screens
}

async function configureAndComeIn(phone: Page, tablet: Page): Promise<string> {
  await signIn(phone, '김민지')
  await configureAtHome(phone, { family: /^바람 러너/, choose: [/^스웨이드/], name: NAME })
  await openMemberCode(phone)
  await storeHasCaughtUp(stage)
  await startShift(tablet, '서연')
  return (await phone.locator('[data-member-code]').getAttribute('data-text')) ?? ''
}

test('[A7] a shopper configures at home, is recognised, changes a choice and orders; everybody knows, and nothing stays on the kiosk', async () => {
  const { phone, kiosk, tablet, office } = await fourScreens()
  const code = await configureAndComeIn(phone, tablet)

  await holdToCamera(stage, phone)
  await showToKiosk(kiosk)
  await kiosk.getByRole('article').filter({ hasText: NAME }).waitFor({ timeout: SOON_MS })
  await tablet.getByText('김*지', { exact: true }).first().waitFor({ timeout: SOON_MS })

  const number = await changeAndOrder(kiosk, { name: NAME, change: /^푹신한 플러시/ })
  await phone.getByRole('button', { name: '주문', exact: true }).click()
  const ordered = phone.getByRole('article').filter({ hasText: '매장' }).filter({ hasText: '바람 러너' })
  await ordered.first().waitFor({ timeout: SOON_MS })
  await office.getByText(number).first().waitFor({ timeout: SOON_MS })

  await finish(kiosk)
  const words = ['김민지', '김*지', NAME, code, number, 'minji']
  expect(findLeftovers(await everythingKept(kiosk), words)).toEqual([])
  expect(findLeftovers(kioskFiles(stage.dataFolder), words)).toEqual([])
  await tablet.getByText('지금 키오스크를 쓰는 고객님이 없습니다', { exact: false }).waitFor({ timeout: SOON_MS })
  expect(errors).toEqual([])
})

test('with the internet cut from the scan on, the visit goes on, the order waits, and arrives once', async () => {
  const { phone, kiosk, tablet, office } = await fourScreens()
  await configureAndComeIn(phone, tablet)

  stage.floor.wan.cut()
  await holdToCamera(stage, phone)
  await showToKiosk(kiosk)
  const number = await changeAndOrder(kiosk, { name: NAME, change: /^푹신한 플러시/ })
  await kiosk.getByText('온라인몰 연결을 기다리고 있습니다', { exact: false }).waitFor({ timeout: SOON_MS })
  await office.getByText(number).first().waitFor({ timeout: SOON_MS })
  await finish(kiosk)

  await phone.getByRole('button', { name: '주문', exact: true }).click()
  await phone.getByRole('article').first().waitFor({ timeout: SOON_MS })
  const fromStore = phone
    .getByRole('article')
    .filter({ hasText: NAME })
    .or(phone.getByRole('article').filter({ hasText: '매장' }))
  const before = await fromStore.count()
  stage.floor.wan.mend()
  await expect.poll(() => fromStore.count(), { timeout: SOON_MS * 2 }).toBe(before + 1)
  await storeHasCaughtUp(stage)
  expect(await fromStore.count()).toBe(before + 1)
  expect(errors).toEqual([])
})
