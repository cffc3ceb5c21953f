import { join } from 'node:path'
import type { CartLineId, OrderId } from '@dangol/domain/ids/ids.ts'
import { HOME, smallSkus, smallStore, SOCKS } from '@dangol/server/src/testing/small-shop.ts'
import { mirrored, startTestStore } from '@dangol/server/src/testing/store-server.ts'
import type { TestDevice, TestStore } from '@dangol/server/src/testing/store-server.ts'
import { createRepeatableIds } from '@dangol/server/src/testing/store-core.ts'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { CHROMIUM_ARGS, findChromium } from '../chromium.ts'
import { ROOT } from '../root.ts'
import { enterPin, MANAGER, openSection, SOON_MS, stayBeside } from './shopper.ts'
import { LAUNCHED_WITHIN_MS, picture } from './stage.ts'
import { problemsOf } from './walk-problems.ts'
import { like, say, wordsOf } from './walk-words.ts'

const AUDITOR = '유나'
const REFUSED = { kind: 'rejected', why: '422 no such product' } as const
const REASON = '고객님과 통화함'
const OFFICE = { width: 1440, height: 900 }
const { shopLink, reason, office: words } = wordsOf('ko').staff

let store: TestStore
let browser: Browser
let kiosk: TestDevice
let page: Page

beforeAll(async () => {
  const stock = { sku: SOCKS, locationId: HOME, onHand: 100, held: 0 }
  const skus = smallSkus.map((value) => ({ feed: 'sku' as const, value: structuredClone(value) as never }))
  store = await startTestStore([...skus, { feed: 'stock', value: stock }], {
    store: smallStore,
    pages: join(ROOT, 'clienteling', 'dist'),
  })
  await mirrored(store)
  kiosk = await store.connect('kiosk', 'kiosk-1')
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium: run `npm test`, which installs one.')
  browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS], timeout: LAUNCHED_WITHIN_MS })
  page = await openOfficeOf(MANAGER, 'office-1')
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture({ office: page })
})
afterAll(async () => {
  await browser.close()
  await store.close()
})

test('[U8] an order that the shop refused leads from the day to its letter, and is cancelled by keyboard alone', async () => {
  store.shop.orderAnswer = REFUSED
  const number = await orderSocks()
  await page.getByText(say(words.exceptions['order-rejected'], { subject: number })).waitFor({ timeout: SOON_MS })
  await page.getByRole('link', { name: words.exceptions['order-rejected-decide'] }).press('Enter')
  const sheet = page.getByRole('dialog', { name: say(shopLink.letters.kind.order, { number }) })
  await sheet.getByText(shopLink.resolve.effect.cancel.order).waitFor({ timeout: SOON_MS })
  expect(await problemsOf({ surface: 'office', name: 'link-letter', page })).toEqual([])

  // Nothing is chosen for anybody: without a choice and a reason nothing happens.
  await tabTo(reason.label)
  await page.keyboard.press('Enter')
  await sheet.getByText(shopLink.resolve.pick).waitFor({ timeout: SOON_MS })
  await sheet.getByText(reason.missing).waitFor({ timeout: SOON_MS })
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('ArrowUp')
  await sheet.getByRole('radio', { checked: true }).waitFor({ timeout: SOON_MS })
  await sheet.getByRole('radio').last().press('Space')
  await tabTo(reason.label)
  await page.keyboard.type(REASON)
  await page.keyboard.press('Enter')
  await page.getByText(shopLink.letters.none).waitFor({ timeout: SOON_MS })
  await page.getByText(say(shopLink.letters.done.cancel, { what: `주문 ${number}` })).waitFor({ timeout: SOON_MS })

  expect(store.shop.orders.size).toBe(0)
  expect(orderState(number)).toBe('cancelled')
  const record = store.app.features.core.access.list({ before: null, subject: number, max: 1 })
  expect(record).toMatchObject([{ what: 'link.resolve', result: 'cancelled', purpose: REASON, associate: 'jieun' }])
})

test('[U1, U8] an order that was put right in the shop is sent again and is there once', async () => {
  const number = await orderSocks()
  await decideButton(number).click({ timeout: SOON_MS })
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('radio').first().check()
  await sheet.getByLabel(reason.label).fill(REASON)
  store.shop.orderAnswer = null
  await sheet.getByRole('button', { name: shopLink.resolve.yes.retry, exact: true }).click()
  await sheet.waitFor({ state: 'detached', timeout: SOON_MS })
  await expect.poll(() => store.shop.orders.size, { timeout: SOON_MS }).toBe(1)
  await page.getByText(shopLink.letters.none).waitFor({ timeout: SOON_MS })
  await expect.poll(() => orderState(number), { timeout: SOON_MS }).toBe('confirmed')
})

test('held with a reason nothing is sent and everybody sees by whom; let go, what waited is sent', async () => {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click({ timeout: SOON_MS })
  await press(shopLink.pause.do)
  const sheet = page.getByRole('dialog')
  await sheet.getByText(shopLink.pause.effect.store).waitFor({ timeout: SOON_MS })
  expect(await problemsOf({ surface: 'office', name: 'link-pause', page })).toEqual([])
  await sheet.getByLabel(reason.label).fill('재고 조사')
  await page.keyboard.press('Enter')
  await sheet.waitFor({ state: 'detached', timeout: SOON_MS })
  await page
    .getByRole('heading', { name: /^지은 님이 .+부터 멈춰 두었습니다: 재고 조사$/ })
    .waitFor({ timeout: SOON_MS })
  await orderSocks()
  await page.getByText(say(shopLink.verdict.heldNext, { n: 1 })).waitFor({ timeout: SOON_MS })
  expect(await problemsOf({ surface: 'office', name: 'link-held', page })).toEqual([])
  expect(store.shop.orders.size).toBe(1)
  await press(shopLink.resume.do)
  await expect.poll(() => store.shop.orders.size, { timeout: SOON_MS }).toBe(2)
  await page.getByRole('button', { name: shopLink.pause.do, exact: true }).waitFor({ timeout: SOON_MS })
})

test('a shop that is away is told, and told again when it is back', async () => {
  store.shop.isReachable = false
  await page.getByRole('heading', { name: shopLink.verdict.awayNow }).waitFor({ timeout: SOON_MS })
  store.shop.isReachable = true
  await page.getByRole('heading', { name: like(shopLink.verdict.currentNow) }).waitFor({ timeout: SOON_MS })
})

test('an auditor sees what the shop did not take, and no button to decide about it', async () => {
  store.shop.orderAnswer = REFUSED
  const number = await orderSocks()
  await decideButton(number).waitFor({ timeout: SOON_MS })
  const looking = await openOfficeOf(AUDITOR, 'office-2')
  await openSection(looking, 'link')
  await looking
    .getByRole('rowheader', { name: say(shopLink.letters.kind.order, { number }) })
    .waitFor({ timeout: SOON_MS })
  await looking.getByText(shopLink.letters.notYours).waitFor({ timeout: SOON_MS })
  await looking.getByRole('heading', { name: shopLink.feeds.title }).waitFor({ timeout: SOON_MS })
  for (const name of [shopLink.letters.decide, shopLink.pause.do, shopLink.feeds.compare, shopLink.trial.do]) {
    expect(await looking.getByRole('main').getByRole('button', { name }).count()).toBe(0)
  }
  await looking.context().close()
})

test('without the store server the last state stays, said to be old', async () => {
  await page.context().setOffline(true)
  store.app.features.core.cutting.cut(() => true)
  await page.getByText(like(shopLink.stale)).waitFor({ timeout: SOON_MS * 2 })
  await page.getByRole('heading', { name: shopLink.feeds.title }).waitFor({ timeout: SOON_MS })
})

const ids = createRepeatableIds({ nowMs: () => store.time.nowMs() })

/** A stranger buys a pair of socks at the kiosk; the number of the order. */
async function orderSocks(): Promise<string> {
  const command = () => ({ commandId: store.newCommandId() })
  const visit = valueOf(await kiosk.ask('visits:begin', { ...command(), lang: 'ko' }))
  const line = { lineId: ids.next<CartLineId>(), quantity: 1, fulfilment: null }
  const item = { kind: 'stocked' as const, sku: SOCKS }
  const { cart } = valueOf(await kiosk.ask('carts:add', { ...command(), visitId: visit.id, ...line, item }))
  const place = { visitId: visit.id, orderId: ids.next<OrderId>(), acceptedTotal: cart.total }
  const order = valueOf(await kiosk.ask('orders:place', { ...command(), ...place }))
  await kiosk.ask('visits:end', { ...command(), visitId: visit.id, reason: 'shopper' })
  return order.number
}

const orderState = (number: string) =>
  store.app.features.orders.recent(10).find((order) => order.number === number)?.state

const decideButton = (number: string) =>
  page.getByRole('button', {
    name: say(shopLink.letters.decideOf, { what: say(shopLink.letters.kind.order, { number }) }),
  })

async function openOfficeOf(name: string, deviceId: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'ko-KR', timezoneId: 'Asia/Seoul', viewport: OFFICE })
  const opened = await context.newPage()
  await opened.goto(`${store.url}/office/#k=${store.deps.deviceKeys.office}&d=${deviceId}`)
  await enterPin(opened, name)
  await opened.locator('a[href="#figures"]').waitFor({ timeout: SOON_MS })
  await stayBeside(opened)
  return opened
}

/** Goes by Tab to the field of that name. */
async function tabTo(label: string): Promise<void> {
  const field = page.getByLabel(label)
  for (let steps = 0; steps < 12; steps++) {
    await page.keyboard.press('Tab')
    if (await field.evaluate((one) => one === document.activeElement)) return
  }
  throw new Error(`Tab never comes to ${label}`)
}

function valueOf<T>(answer: { ok: true; value: T } | { ok: false; error: { code: string } }): T {
  if (!answer.ok) throw new Error(`refused: ${answer.error.code}`)
  return answer.value
}
