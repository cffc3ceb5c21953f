import type { CommandId, ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { ConflictReason } from '@dangol/protocol/link.ts'
import type { ShopConfiguration, ShopOrder } from '@dangol/protocol/shop.ts'
import { v7 } from 'uuid'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MUG, SOCKS } from '../../testing/small-shop.ts'
import type { CommerceConnector, PlaceOrder } from '../connector.ts'
import { savedMug } from './testing/fake-seed.ts'
import { keys, linkTo, openShopifyAtHand } from './testing/shop-at-hand.ts'
import type { ShopifyAtHand } from './testing/shop-at-hand.ts'
import { INDEX_LAG_MS } from './writes/find-order.ts'

let hand: ShopifyAtHand
let connector: CommerceConnector
const never = new AbortController().signal
beforeEach(async () => {
  hand = await openShopifyAtHand()
  connector = hand.connect()
})
afterEach(() => hand.shop.close())

const place = (order: ShopOrder, more: Partial<PlaceOrder> = {}) =>
  connector.placeOrder({ order, customerRef: hand.customerRef, again: false, takeOver: false, ...more }, never)
const ours = (order: ShopOrder) =>
  [...hand.shop.state.orders.values()].filter(({ sourceIdentifier }) => sourceIdentifier === order.orderId)

test('[U1] what people at the shop read of a configured line are its choices, beside what tells it from others', async () => {
  const order = hand.newOrder()
  await place(order)
  expect(ours(order)[0]?.lines[1]?.attributes).toEqual([
    { key: 'Kind', value: 'Table' },
    { key: 'Colour', value: 'Blue' },
    { key: '_configurationId', value: order.lines[1]?.configuration?.id },
    { key: '_sku', value: 'MG-7K3M9QXA' },
    { key: '_fulfilment', value: 'pick-up' },
    { key: '_ready', value: '2026-12-01' },
  ])
})

test('an order that was carried out whole is handed over; a mixed one is not', async () => {
  const mixed = hand.newOrder()
  await place(mixed)
  expect(ours(mixed)[0]?.status).toBe('UNFULFILLED')
  const { lines, ...order } = hand.newOrder()
  const carried = { ...order, lines: lines.map((line) => ({ ...line, fulfilment: 'carry-out' as const })) }
  await place(carried)
  expect(ours(carried)[0]).toMatchObject({ status: 'FULFILLED', fulfillments: [{ displayStatus: 'DELIVERED' }] })
})

test('an order from what the shop takes for the future is dated now', async () => {
  const order = { ...hand.newOrder(), placedAt: hand.time.nowMs() + 120_000 }
  expect(await place(order)).toMatchObject({ kind: 'done' })
  expect(Date.parse(ours(order)[0]?.processedAt ?? '')).toBeLessThanOrEqual(hand.time.nowMs())
})

test('[U3] an order that a search does not have yet is found among the newest, and not made again', async () => {
  const order = hand.newOrder()
  const first = await place(order)
  hand.shop.state.lagMs = 3_600_000
  expect(await place(order, { again: true })).toEqual(first)
  expect(ours(order)).toHaveLength(1)
})

test('[U3] an order that was sent before and is nowhere is looked for three times before it is made', async () => {
  const startedMs = hand.time.nowMs()
  const order = hand.newOrder()
  expect(await place(order, { again: true })).toMatchObject({ kind: 'done' })
  expect(hand.time.nowMs() - startedMs).toBeGreaterThanOrEqual(2 * INDEX_LAG_MS)
  const looks = hand.shop.exchanges.filter(({ document }) => document.startsWith('query FindOrder'))
  expect(looks).toHaveLength(3)
})

test('[U3] no time left to look again is no reason to make it', async () => {
  const order = hand.newOrder()
  const slow = hand.connect()
  const ending = new AbortController()
  const answer = slow.placeOrder(
    { order, customerRef: hand.customerRef, again: true, takeOver: false },
    AbortSignal.any([ending.signal, AbortSignal.timeout(0)]),
  )
  ending.abort()
  expect((await answer).kind).toBe('retry')
  expect(ours(order)).toEqual([])
})

test.each<[ConflictReason, (shop: ShopifyAtHand['shop']) => void]>([
  ['product-gone', (shop) => void (firstOf(shop.state.products).status = 'ARCHIVED')],
  ['customer-gone', (shop) => shop.state.customers.clear()],
  [
    'stock-gone',
    (shop) => void (shop.state.refuseOrder = { code: 'INVENTORY_CLAIM_FAILED', field: ['order'], message: 'no stock' }),
  ],
])('[U8] %s is a conflict, and nothing is made', async (reason, spoil) => {
  spoil(hand.shop)
  const order = hand.newOrder()
  expect(await place(order)).toMatchObject({ kind: 'conflict', reason })
  expect(ours(order)).toEqual([])
})

test('[U8] an order that a manager took over stands without its customer and its product', async () => {
  hand.shop.state.customers.clear()
  hand.shop.state.products.clear()
  const order = hand.newOrder()
  expect(await place(order, { takeOver: true })).toMatchObject({ kind: 'done' })
  expect(ours(order)[0]).toMatchObject({ customer: null, lines: [{ sku: SOCKS }, { sku: 'MG-7K3M9QXA' }] })
  expect(await place(hand.newOrder(), { customerRef: null })).toMatchObject({
    kind: 'conflict',
    reason: 'customer-gone',
  })
})

test('[U8] a family that no variant stands for is said by name', async () => {
  connector = hand.connect(undefined, undefined, linkTo(hand.shop.url, { families: {} }))
  const answer = await place(hand.newOrder())
  expect(answer).toMatchObject({ kind: 'conflict', reason: 'product-gone', detail: /MG-7K3M9QXA/ })
})

test.each([
  [{ code: null, field: null, message: 'Too many attempts' }, 'retry'],
  [{ code: 'SHOP_DORMANT', field: ['order'], message: 'asleep' }, 'retry'],
  [{ code: 'INVALID', field: ['order', 'lineItems', '0', 'quantity'], message: 'wrong' }, 'rejected'],
  [{ code: 'INVALID', field: ['order', 'lineItems', '0', 'variantId'], message: 'gone' }, 'conflict'],
  [{ code: 'INVALID', field: ['order', 'customer'], message: 'gone' }, 'conflict'],
])('[U8] what Shopify has against an order is told apart: %o is a %s', async (error, kind) => {
  hand.shop.state.refuseOrder = error
  expect(await place(hand.newOrder())).toMatchObject({ kind })
})

test('an order whose lines do not add up is never sent', async () => {
  const order = hand.newOrder()
  expect(await place({ ...order, total: { ...order.total, minor: 1 } })).toMatchObject({ kind: 'rejected' })
  expect(hand.shop.state.orders.size).toBe(4)
})

const saved = (revision: number, id = v7()): ShopConfiguration => ({
  ...savedMug(id, revision),
  ...{ id: id as ConfigurationId, familyId: MUG, origin: 'kiosk', code: 'RC1', codeExpiresAt: 1 },
  customerId: keys.alias(hand.customerRef),
})
const save = (configuration: ShopConfiguration, ref: string | null = hand.customerRef) =>
  connector.saveConfiguration(configuration, ref, never)
const listed = (): { id: string; revision: number }[] => {
  const field = hand.shop.state.customers.get(hand.customerRef)?.metafields.get('dangol.configurations')
  return (JSON.parse(field?.value ?? '{}') as { configurations: { id: string; revision: number }[] }).configurations
}

test('a configuration joins those of its customer, without the code that opens it; twice is once', async () => {
  const mine = saved(1)
  expect(await save(mine)).toEqual({ kind: 'done', value: { accepted: true } })
  expect(await save(mine)).toEqual({ kind: 'done', value: { accepted: true } })
  expect(listed().map(({ id }) => id)).toEqual([expect.any(String), mine.id])
  expect(JSON.stringify(listed())).not.toContain('RC1')
})

test('the higher revision stays, and an equal one with other content is not taken', async () => {
  const mine = saved(3)
  await save(mine)
  expect(await save({ ...mine, revision: 2 })).toEqual({ kind: 'done', value: { accepted: false } })
  expect(await save({ ...mine, name: 'Other' })).toEqual({ kind: 'done', value: { accepted: false } })
  expect(await save({ ...mine, revision: 4 })).toEqual({ kind: 'done', value: { accepted: true } })
  expect(listed().find(({ id }) => id === mine.id)?.revision).toBe(4)
})

test('what somebody else wrote meanwhile is not written over', async () => {
  let isFirst = true
  connector = hand.connect(async (url, init) => {
    const response = await fetch(url, init)
    const customer = hand.shop.state.customers.get(hand.customerRef)
    if (isFirst) customer?.metafields.set('dangol.configurations', { value: '{"configurations":[]}', digest: 'other' })
    isFirst = false
    return response
  })
  expect((await save(saved(1))).kind).toBe('retry')
  expect(await save(saved(1))).toMatchObject({ kind: 'done' })
})

test('a metafield with something else in it is left alone, and what is nobodys is not taken', async () => {
  hand.shop.state.customers
    .get(hand.customerRef)
    ?.metafields.set('dangol.configurations', { value: '[1]', digest: 'd' })
  expect((await save(saved(1))).kind).toBe('rejected')
  expect(await save(saved(1), null)).toEqual({ kind: 'done', value: { accepted: false } })
  expect(await save(saved(1), 'gid://shopify/Customer/1')).toMatchObject({ kind: 'conflict', reason: 'customer-gone' })
})

const consent = (consents: Parameters<CommerceConnector['putConsents']>[0]['consents'], ref = hand.customerRef) =>
  connector.putConsents({ commandId: v7() as CommandId, customerId: keys.alias(ref), consents }, ref, never)

test('of the consents the one for letters is written, and only where it changes something', async () => {
  const customer = hand.shop.state.customers.get(hand.customerRef)
  expect(await consent({ 'history.view': 'granted' })).toEqual({ kind: 'done', value: null })
  expect(await consent({ 'marketing.message': 'granted' })).toEqual({ kind: 'done', value: null })
  expect(customer?.marketingState).toBe('SUBSCRIBED')
  await consent({ 'marketing.message': 'granted' })
  const written = hand.shop.exchanges.filter(({ document }) => document.startsWith('mutation'))
  expect(written).toHaveLength(1)
  await consent({ 'marketing.message': 'withdrawn' })
  expect(customer?.marketingState).toBe('UNSUBSCRIBED')
})

test('who has no e-mail address gets no letters; who is gone is a conflict', async () => {
  Object.assign(firstOf(hand.shop.state.customers), { email: null })
  expect(await consent({ 'marketing.message': 'granted' })).toEqual({ kind: 'done', value: null })
  const gone = await consent({ 'marketing.message': 'granted' }, 'gid://shopify/Customer/1')
  expect(gone).toMatchObject({ kind: 'conflict', reason: 'customer-gone' })
})

function firstOf<T>(rows: ReadonlyMap<string, T>): T {
  const [first] = rows.values()
  if (first === undefined) throw new Error('there is none')
  return first
}
