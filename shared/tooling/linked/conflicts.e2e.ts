import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { ConflictReason } from '@dangol/protocol/link.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import { demoPeople, demoSkus } from '@dangol/server/shop/demo/demo.ts'
import { runner } from '@dangol/server/shop/demo/families/runner/model.ts'
import { minji } from '@dangol/server/shop/demo/people/minji.ts'
import { saved } from '@dangol/server/shop/demo/people/saved.ts'
import { DEFAULT_STORE } from '@dangol/server/src/features/stores/default-store.ts'
import { createPeopleKeys } from '@dangol/server/src/upstream/people-keys.ts'
import { formatMoney } from '@dangol/ui/format/format.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { openOffice, SOON_MS, storeHasCaughtUp } from '../e2e/shopper.ts'
import { picture } from '../e2e/stage.ts'
import { handsOn } from '../e2e/walk-kiosk-hands.ts'
import { say, wordsOf } from '../e2e/walk-words.ts'
import type { Vendure } from '../vendure/launch.ts'
import { documents } from '../vendure/seed/documents.ts'
import { familySku } from '../vendure/seed/catalogue.ts'
import { hasMirrored } from './has-mirrored.sql.ts'
import { openLinkedStage } from './open-linked-stage.ts'
import type { LinkedStage } from './open-linked-stage.ts'
import { shopCounter } from './shop-counter.ts'
import type { ShopCounter } from './shop-counter.ts'
import { openStoreCounter } from './store-counter.ts'
import type { Goods, StoreCounter } from './store-counter.ts'

const LATE_MS = 60_000
const DEARER = 500

let linked: LinkedStage
let store: StoreCounter
let shop: ShopCounter
let pages: Record<string, Page> = {}

async function open(asLinked?: (link: Vendure['link']) => Vendure['link']): Promise<void> {
  linked = await openLinkedStage(asLinked)
  shop = shopCounter(linked.vendure)
  store = await openStoreCounter(linked.stage).catch(async (error: unknown) => {
    await linked.close()
    throw error
  })
  await vi.waitUntil(allAreCurrent, { timeout: LATE_MS, interval: 250 })
}
async function close(): Promise<void> {
  store.close()
  await linked.close()
}
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(pages)
})

describe('a shop that takes the prices of the store', () => {
  beforeAll(() => open(), 240_000)
  afterAll(close)

  test('[U1] a price that changed meanwhile is no conflict: the order costs there what was agreed here', async () => {
    const { sku, price } = goods(0)
    const order = await sell(null, { sku }, () => shop.price(sku, price + DEARER))
    await isThereOnce(order)
    expect(await store.letters()).toEqual([])
  })

  test('[U8] a product that was withdrawn meanwhile is a letter, and goes through once the shop sells it again', async () => {
    const { sku } = goods(1)
    const order = await sell(null, { sku }, () => shop.withdraw(sku, false))
    const letter = await isLetter(order, 'product-gone', ['retry', 'cancel'])
    expect(letter.detail).toContain(sku)
    await shop.withdraw(sku, true)
    await store.decide(letter, 'retry')
    await isThereOnce(order)
  })

  test('[U8] a configuration whose product was withdrawn: cancelled, nothing is there, and it is among the saved ones again', async () => {
    const email = minji.email
    const [customerId, configurationId] = [await aliasOf(email), await saveOnline(email)]
    const sku = familySku(runner.id)
    const order = await sell(customerId, { configurationId }, () => shop.withdraw(sku, false))
    const letter = await isLetter(order, 'product-gone', ['retry', 'cancel'])
    await store.decide(letter, 'cancel')
    await isNowhere(order)
    await shop.withdraw(sku, true)
    const again = await store.fill(customerId, { configurationId })
    expect(again.configurations.map(({ id }) => id)).toContain(configurationId)
    expect(again.cart.lines.map(({ problem }) => problem)).toEqual([null])
    await store.end(again)
  })

  test('[U8] goods that the shop has sold meanwhile: taken over, they are in the order there; retried before, they are still gone', async () => {
    const { sku } = goods(2)
    const order = await sell(null, { sku }, () => shop.shelve(sku, 0))
    const letter = await isLetter(order, 'stock-gone', ['retry', 'take-over', 'cancel'])
    await store.decide(letter, 'retry')
    await expect.poll(async () => (await store.letterOf(order)).attempts, { timeout: LATE_MS }).toBeGreaterThan(1)
    expect(await shop.unfinished()).toBe(0)
    await store.decide(await store.letterOf(order), 'take-over')
    await isThereOnce(order)
  })

  test('[U8] goods that are gone, cancelled: the order is nowhere, and the goods are free here', async () => {
    const { sku } = goods(3)
    const order = await sell(null, { sku }, () => shop.shelve(sku, 0))
    await store.decide(await isLetter(order, 'stock-gone', ['retry', 'take-over', 'cancel']), 'cancel')
    await isNowhere(order)
  })

  test('[U8] a customer who was deleted in the shop: as an order of nobody it is there once, paid', async () => {
    const [{ sku }, email] = [goods(4), person(1)]
    const order = await sell(await aliasOf(email), { sku }, () => shop.deleteCustomer(email))
    const letter = await isLetter(order, 'customer-gone', ['retry', 'take-over', 'cancel'])
    expect(JSON.stringify(letter)).not.toContain(email)
    await seeLetters(order, 'customer-gone')
    await store.decide(letter, 'take-over')
    const there = await isThereOnce(order)
    expect(there?.customer?.emailAddress).toBe(linked.vendure.link.mapping.walkIn.emailAddress)
  })

  test('[U5] a product that is withdrawn while it lies in a cart cannot be ordered, and one whose price changed only at its new price', async () => {
    const [gone, dearer] = [goods(5), goods(6)]
    const visit = await store.fill(null, { sku: gone.sku })
    await shop.withdraw(gone.sku, false)
    await expect
      .poll(async () => (await store.look(visit)).cart.lines[0]?.problem, { timeout: LATE_MS })
      .toBe('sold-out')
    await expect(store.place(visit)).rejects.toThrow('sold-out')
    await store.end(visit)

    const other = await store.fill(null, { sku: dearer.sku })
    await shop.price(dearer.sku, dearer.price + DEARER)
    const total = other.cart.total.minor
    await expect.poll(async () => (await store.look(other)).cart.total.minor, { timeout: LATE_MS }).toBe(total + DEARER)
    await expect(store.place(other)).rejects.toThrow('total-changed')
    const order = await store.place(await store.look(other))
    await store.end(other)
    await isThereOnce(order)
  })

  test('[U5] a product that is withdrawn with all its variants, which Vendure tells of none of them, is not sold till night', async () => {
    const { sku } = goods(8)
    const visit = await store.fill(null, { sku })
    await shop.withdrawProduct(sku)
    const problem = async () => (await store.look(visit)).cart.lines[0]?.problem
    await expect.poll(problem, { timeout: 2 * LATE_MS }).toBe('sold-out')
    await store.end(visit)
    const taken = async () => {
      await store.end(await store.fill(null, { sku }))
      return 'into the cart'
    }
    await expect.poll(() => taken().catch(String), { timeout: 2 * LATE_MS, interval: 1_000 }).toContain('unknown-sku')
  })

  test('[U6] the kiosk shows the new price of what lies in a cart by itself, and says in words that a product is gone', async () => {
    const kiosk = await linked.stage.page('kiosk')
    pages = { ...pages, kiosk }
    const hands = handsOn(kiosk, 'ko')
    const { problem, cart } = hands.words
    const { sku } = goods(0)
    const watching = await store.fill(null, { sku })
    const price = watching.cart.total.minor + DEARER
    await hands.begin()
    await hands.openProduct()
    await hands.addToCart()
    await hands.openCart()

    await shop.price(sku, price)
    await expect.poll(async () => (await store.look(watching)).cart.total.minor, { timeout: LATE_MS }).toBe(price)
    const said = formatMoney({ minor: price, currency: 'KRW' }, 'ko')
    const shown = () => kiosk.getByRole('main').innerText()
    // Open visits are told what moved every few seconds, so nobody has to run into it.
    await expect.poll(shown, { timeout: SOON_MS }).toContain(said)
    await picture({ 'kiosk-price-changed': kiosk })

    await shop.withdraw(sku, false)
    await expect
      .poll(async () => (await store.look(watching)).cart.lines[0]?.problem, { timeout: LATE_MS })
      .toBe('sold-out')
    await hands.press(cart.order)
    await hands.confirmOrder()
    await kiosk.getByText(problem['sold-out']).first().waitFor({ timeout: SOON_MS })
    await kiosk.getByText(cart.problem['sold-out']).waitFor({ timeout: SOON_MS })
    await picture({ 'kiosk-withdrawn': kiosk })
    await store.end(watching)
  })

  test('[U9] of a customer who is deleted in the shop while their visit is open the store forgets all, and the cart stays', async () => {
    const [{ sku }, email] = [goods(7), person(2)]
    const visit = await store.fill(await aliasOf(email), { sku })
    expect(visit.customer).not.toBeNull()
    await shop.deleteCustomer(email)
    await store.compare()
    await expect.poll(async () => (await store.look(visit)).customer, { timeout: LATE_MS }).toBeNull()
    const after = await store.look(visit)
    expect([after.level, after.cart.units, after.configurations]).toEqual(['L0', 1, []])
    const order = await store.place(after)
    await store.end(visit)
    await isThereOnce(order)
  })
})

describe('a shop that knows no price but its own', () => {
  beforeAll(() => open(withoutAgreedPrice), 240_000)
  afterAll(close)

  test('[U8] a price that changed meanwhile is a letter that says both prices; at the old price the shop takes it', async () => {
    const { sku, price } = goods(0)
    const order = await sell(null, { sku }, () => shop.price(sku, price + DEARER))
    const letter = await isLetter(order, 'price-changed', ['retry', 'cancel'])
    expect(letter.detail).toContain(`${order.total.minor + DEARER}`)
    expect(letter.detail).toContain(`${order.total.minor}`)
    await seeLetters(order, 'price-changed')
    await shop.price(sku, price)
    await store.decide(letter, 'retry')
    await isThereOnce(order)
  })

  test('[U8] a price that changed, cancelled: the order is nowhere', async () => {
    const { sku, price } = goods(1)
    const order = await sell(null, { sku }, () => shop.price(sku, price + DEARER))
    await store.decide(await isLetter(order, 'price-changed', ['retry', 'cancel']), 'cancel')
    await isNowhere(order)
  })
})

const withoutAgreedPrice = (link: Vendure['link']): Vendure['link'] => {
  const { agreedPrice: _, ...orderLine } = link.mapping.orderLine
  return { ...link, mapping: { ...link.mapping, orderLine } }
}

/** Sold here while the shop is changed, and neither knows of the other. */
async function sell(customerId: CustomerId | null, what: Goods, change: () => Promise<void>): Promise<OrderView> {
  return store.apart(async () => {
    const visit = await store.fill(customerId, what)
    const order = await store.place(visit)
    await store.end(visit)
    await change()
    return order
  })
}

/** Nothing of it is left in the shop while a person has to decide. */
async function isLetter(order: OrderView, reason: ConflictReason, actions: readonly string[]) {
  const letter = await store.letterOf(order)
  expect(letter).toMatchObject({ reason, actions })
  expect(store.order(order.id)).toMatchObject({ state: 'placed', upstream: 'rejected' })
  expect([await shop.ordersOf(order.id), await shop.unfinished()]).toEqual([[], 0])
  return letter
}

async function isThereOnce(order: OrderView) {
  await expect.poll(async () => (await shop.ordersOf(order.id))[0]?.state, { timeout: LATE_MS }).toBe('PaymentSettled')
  await expect.poll(() => store.order(order.id)?.upstream, { timeout: LATE_MS }).toBe('delivered')
  const there = await shop.ordersOf(order.id)
  expect(there).toMatchObject([
    { totalWithTax: order.total.minor, payments: [{ state: 'Settled', amount: order.total.minor }] },
  ])
  expect(await shop.unfinished()).toBe(0)
  expect((await store.letters()).filter((letter) => letter.order?.id === order.id)).toEqual([])
  return there[0]
}

async function isNowhere(order: OrderView): Promise<void> {
  await expect.poll(() => store.order(order.id)?.state, { timeout: LATE_MS }).toBe('cancelled')
  expect([await shop.ordersOf(order.id), await shop.unfinished()]).toEqual([[], 0])
  expect((await store.letters()).filter((letter) => letter.order?.id === order.id)).toEqual([])
}

/** As the manager sees it, in both languages: which order, why in words, and every way out with what follows from it. */
async function seeLetters(order: OrderView, reason: ConflictReason): Promise<void> {
  for (const lang of ['ko', 'en'] as const) {
    const { letters } = wordsOf(lang).staff.shopLink
    const page = await linked.stage.page('office', { lang })
    pages = { ...pages, [`office-${reason}-${lang}`]: page }
    await openOffice(page, 'link')
    const what = say(letters.kind.order, { number: order.number })
    const row = page.getByRole('row').filter({ hasText: what })
    await row.getByText(letters.reason[reason]).waitFor({ timeout: SOON_MS })
    await row.getByRole('button', { name: say(letters.decideOf, { what }) }).click()
    await page.getByRole('dialog', { name: what }).getByText(letters.reason[reason]).waitFor({ timeout: SOON_MS })
    await picture({ [`office-${reason}-${lang}`]: page })
    await page.close()
  }
}

/** Goods that other tests leave alone, with what the shop asks for them. */
function goods(at: number): { sku: string; price: number } {
  const one = demoSkus[at * 7]
  if (one === undefined) throw new Error('The demonstration sells too little.')
  return { sku: one.sku, price: one.price.minor }
}
const person = (at: number): string => demoPeople.filter(({ email }) => email !== minji.email)[at]?.email ?? ''

/** How the store calls somebody of the shop. */
async function aliasOf(email: string): Promise<CustomerId> {
  const key = readFileSync(join(linked.stage.dataFolder, 'link-key'), 'utf8').trim()
  return createPeopleKeys(key, 'vendure', DEFAULT_STORE.id).alias(await shop.customerId(email))
}

async function saveOnline(email: string): Promise<string> {
  const shopper = await linked.vendure.signIn(email)
  const wish = saved(
    runner,
    { upper: 'mesh', size: '240' },
    { key: 'rain', name: '비 오는 날 러너', persona: null, secret: false, origin: 'online', savedDaysAgo: 0 },
  )
  const document = documents()({ ...wish, familyId: runner.id, modelVersion: runner.version })
  await shopper.save({ ...document, id: '01950000-0000-7000-8000-0000000000ab' as never }, 1, Date.parse('2026-11-20'))
  await expect.poll(() => hasMirrored(linked.stage.dataFolder, wish.name), { timeout: LATE_MS }).toBe(true)
  await storeHasCaughtUp(linked.stage)
  return '01950000-0000-7000-8000-0000000000ab'
}

async function allAreCurrent(): Promise<boolean> {
  const state = await store.office.request('link:state', {})
  return state.ok && state.value.feeds.every((feed) => feed.state === 'current')
}
