import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findLeftovers, kioskFiles } from './leftovers.ts'
import {
  configureAtHome,
  finish,
  holdToCamera,
  openMemberCode,
  openOffice,
  orderNumber,
  placeOrder,
  showToKiosk,
  signIn,
  SOON_MS,
  startShift,
  stayBeside,
  storeHasCaughtUp,
  untilSaved,
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

async function screens(...names: ('phone' | 'kiosk' | 'tablet' | 'office')[]): Promise<Record<string, Page>> {
  const opened = await Promise.all(names.map(async (name) => [name, await stage.page(name)] as const))
  for (const [name, page] of opened) page.on('pageerror', (error) => errors.push(`${name}: ${error.message}`))
  pages = Object.fromEntries(opened)
  return pages
}

const reads = (page: Page | undefined, words: string) =>
  page?.getByText(words, { exact: false }).first().waitFor({ timeout: SOON_MS })

const isGone = (page: Page, words: string) =>
  page.getByText(words, { exact: false }).first().waitFor({ state: 'hidden', timeout: SOON_MS })

/** The orders as they lie on the disk, looked at from outside. */
function ordersIn(dataFolder: string): string[] {
  const db = new Database(join(dataFolder, 'store.sqlite'), { readonly: true })
  try {
    return db.prepare<[], string>('select number from orders').pluck().all()
  } finally {
    db.close()
  }
}

/** From the sleeping screen to a shoe of one's own, with a choice made. */
async function startConfiguring(kiosk: Page): Promise<void> {
  await kiosk.getByRole('button', { name: /화면을 눌러 시작하세요/ }).click({ timeout: SOON_MS })
  await kiosk
    .getByRole('button', { name: /^바람 러너/ })
    .first()
    .click({ timeout: SOON_MS })
  await choose(kiosk, /^스웨이드/)
}

async function choose(kiosk: Page, value: RegExp): Promise<void> {
  await kiosk.getByRole('button', { name: value }).first().click({ timeout: SOON_MS })
  await kiosk.getByRole('button', { name: value, pressed: true }).first().waitFor({ timeout: SOON_MS })
}

test('[E2] [L7] with the store server gone a shopper builds, prices and fills the cart; when it is back, the order is placed once', async () => {
  const { kiosk, office } = await screens('kiosk', 'office')
  if (kiosk === undefined || office === undefined) throw new Error('no screens')
  await kiosk.getByRole('button', { name: /화면을 눌러 시작하세요/ }).waitFor({ timeout: SOON_MS })
  await openOffice(office, 'orders')
  await stayBeside(kiosk)

  await stage.floor.storeServer.kill()
  await startConfiguring(kiosk)
  await reads(kiosk, '연결 끊김')
  await kiosk.getByRole('button', { name: '장바구니에 담기' }).click({ timeout: SOON_MS })
  await kiosk.getByRole('button', { name: /^장바구니, 1개/ }).click({ timeout: SOON_MS })
  await reads(kiosk, '연결되면 전달할 것')
  await reads(kiosk, '주문은 매장 시스템과 연결된 뒤에 할 수 있습니다')

  await stage.floor.storeServer.start()
  // Until all of it is told, the notes above and beside the button go one by one, and it moves.
  await isGone(kiosk, '연결되면 전달할 것')
  await isGone(kiosk, '주문은 매장 시스템과 연결된 뒤에 할 수 있습니다')
  await kiosk.getByRole('button', { name: '주문하기', exact: true }).click({ timeout: SOON_MS })
  await kiosk
    .getByRole('dialog')
    .getByRole('button', { name: /주문하기$/ })
    .click({ timeout: SOON_MS })
  await kiosk.getByRole('heading', { name: '주문했습니다' }).waitFor({ timeout: SOON_MS })
  const number = await orderNumber(kiosk)
  await office.getByText(number).first().waitFor({ timeout: SOON_MS })
  await finish(kiosk)
  expect(ordersIn(stage.dataFolder)).toEqual([number])
  expect(errors).toEqual([])
})

test('[C2] [E1] the store server dies in the middle of a member’s visit and comes back: nothing is lost, nothing is shown twice, nothing is left', async () => {
  const { phone, kiosk, tablet } = await screens('phone', 'kiosk', 'tablet')
  if (phone === undefined || kiosk === undefined || tablet === undefined) throw new Error('no screens')
  await signIn(phone, '김민지')
  await configureAtHome(phone, { family: /^바람 러너/, choose: [/^스웨이드/], name: NAME })
  await openMemberCode(phone)
  await storeHasCaughtUp(stage)
  await startShift(tablet, '서연')
  await stayBeside(kiosk, tablet)
  await holdToCamera(stage, phone)
  await showToKiosk(kiosk)
  await kiosk.getByRole('article').filter({ hasText: NAME }).getByRole('button', { name: '이어서 보기' }).click()
  await choose(kiosk, /^푹신한 플러시/)
  await untilSaved(kiosk)

  await stage.floor.storeServer.kill()
  await choose(kiosk, /^둥근 끈/)
  await reads(kiosk, '연결 끊김')
  await stage.floor.storeServer.start()
  await reads(kiosk, '최신 상태')
  await untilSaved(kiosk)

  const number = await placeOrder(kiosk)
  await tablet.getByText('김*지', { exact: true }).first().waitFor({ timeout: SOON_MS })
  await finish(kiosk)
  const words = ['김민지', '김*지', NAME, number]
  expect(findLeftovers(kioskFiles(stage.dataFolder), words)).toEqual([])
  await phone.getByRole('button', { name: '주문', exact: true }).click()
  const ordered = phone.getByRole('article').filter({ hasText: '매장' }).filter({ hasText: '바람 러너' })
  await ordered.first().waitFor({ timeout: SOON_MS })
  expect(errors).toEqual([])
})
