import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { FeedPage } from '../connector.ts'
import { stateOf } from './rows/order-state.ts'
import { addCart, addCustomer, addOrder, addProduct, HOME_GID, savedMug } from './testing/fake-seed.ts'
import { digestOf } from './testing/fake-writes.ts'
import { keys, openShopifyAtHand } from './testing/shop-at-hand.ts'
import type { ShopifyAtHand } from './testing/shop-at-hand.ts'

let hand: ShopifyAtHand
let customer: string
const never = new AbortController().signal
beforeAll(async () => {
  hand = await openShopifyAtHand()
})
afterAll(() => hand.shop.close())
beforeEach(() => {
  hand.shop.setPoints(2_000)
  customer = addCustomer(hand.shop.state, '민지')
})

async function read(feed: Parameters<ReturnType<ShopifyAtHand['connect']>['read']>[0], id: string): Promise<FeedPage> {
  const answer = await hand.connect().read(feed, [id], never)
  if (answer.kind !== 'answered') throw new Error(answer.why)
  return answer.value
}
const changeOf = async (feed: Parameters<typeof read>[0], id: string): Promise<ShopChange | undefined> =>
  (await read(feed, id)).told[0]?.changes[0]
const setField = (name: string, value: string): void => {
  hand.shop.state.customers.get(customer)?.metafields.set(name, { value, digest: digestOf(value) })
}
const edit = (change: Partial<NonNullable<ReturnType<typeof hand.shop.state.customers.get>>>): void => {
  const found = hand.shop.state.customers.get(customer)
  if (found !== undefined) Object.assign(found, change)
}

test('a customer comes with digests, a masked address and a name as it is written here', async () => {
  edit({ email: 'Minji@Example.test', phone: '+821012345678' })
  const change = await changeOf('customers', customer)
  expect(change).toEqual({
    feed: 'profile',
    value: {
      id: keys.alias(customer),
      number: customer.split('/').at(-1),
      name: '김민지',
      lang: 'ko',
      identifiers: [
        { kind: 'email', digest: keys.digest('email', 'minji@example.test') },
        { kind: 'phone', digest: keys.digest('phone', '010-1234-5678') },
      ],
      addresses: ['대한민국 서울 강남구 06234\n***로 ** ****호'],
      consents: {},
    },
  })
  expect(JSON.stringify(change)).not.toMatch(/example|1234|1502|테헤란/i)
})

test('a name in other letters is written with its first name first, and somebody without a name has none', async () => {
  edit({ firstName: 'Emma', lastName: 'Stone' })
  expect(await changeOf('customers', customer)).toMatchObject({ value: { name: 'Emma Stone' } })
  edit({ firstName: null, lastName: null, email: null, phone: null, addresses: [] })
  expect(await changeOf('customers', customer)).toMatchObject({ value: { name: '', identifiers: [], addresses: [] } })
})

test.each([
  ['en-GB', 'en'],
  ['ko', 'ko'],
  ['fr', 'en'],
])('a customer whose language is %s is spoken to in %s', async (locale, lang) => {
  edit({ locale, metafields: new Map() })
  expect(await changeOf('customers', customer)).toMatchObject({ value: { lang } })
})

test.each([
  ['SUBSCRIBED', { 'history.view': 'granted', 'marketing.message': 'granted' }],
  ['UNSUBSCRIBED', { 'history.view': 'granted', 'marketing.message': 'withdrawn' }],
  ['PENDING', { 'history.view': 'granted' }],
])('consents come from the metafield, and letters from the marketing state %s', async (marketingState, consents) => {
  edit({ marketingState })
  setField('dangol.consents', JSON.stringify({ 'history.view': 'granted' }))
  expect(await changeOf('customers', customer)).toMatchObject({ value: { consents } })
})

test.each([
  ['a purpose that nobody knows', '{"watch.me":"granted"}', 'document'],
  ['no JSON', 'granted', 'document'],
])('[U4] consents with %s set the customer aside', async (_what, value, reason) => {
  setField('dangol.consents', value)
  const { told, unusable } = await read('customers', customer)
  expect(told).toEqual([])
  expect(unusable).toMatchObject([{ feed: 'customers', id: customer, reason }])
})

test('[U4] a marketing state that no version knows sets the customer aside, and tells nothing of them', async () => {
  edit({ marketingState: 'WHISPERED' })
  const { unusable } = await read('customers', customer)
  expect(unusable).toMatchObject([{ reason: 'state', detail: 'defaultEmailAddress.marketingState: WHISPERED' }])
})

test('an order comes with its payments and shipments; what went back counts against what came', async () => {
  const id = addOrder(hand.shop.state, customer)
  const order = hand.shop.state.orders.get(id)
  const [sale] = order?.transactions ?? []
  const sent = { status: 'SUCCESS', displayStatus: 'IN_TRANSIT', createdAt: '2026-11-20T10:00:00Z', deliveredAt: null }
  hand.shop.state.orders.set(id, {
    ...(order as NonNullable<typeof order>),
    status: 'FULFILLED',
    transactions: [{ ...sale }, { ...sale, kind: 'REFUND' }],
    fulfillments: [{ ...sent, totalQuantity: 2, trackingInfo: [{ company: 'CJ', number: '77' }] }],
  })
  const change = await changeOf('orders', id)
  expect(change).toMatchObject({
    feed: 'history',
    value: {
      customerId: keys.alias(customer),
      order: {
        ...{ channel: 'web', state: 'shipped', units: 2, total: { minor: 24_000, currency: 'KRW' } },
        payments: [
          { method: 'shopify_payments', state: 'sale success', amount: { minor: 24_000 } },
          { state: 'refund success', amount: { minor: -24_000 } },
        ],
        shipments: [{ state: 'in_transit', carrier: 'CJ', tracking: '77', units: 2 }],
      },
    },
  })
})

test.each([
  ['state', { status: 'TELEPORTED' }],
  ['money', { total: '24000.5' }],
  ['money', { total: 'much' }],
  ['shape', { processedAt: 'yesterday' }],
])('[U4] an order is set aside for its %s', async (reason, wrong) => {
  const id = addOrder(hand.shop.state, customer)
  Object.assign(hand.shop.state.orders.get(id) ?? {}, wrong)
  const { told, unusable } = await read('orders', id)
  expect(told).toEqual([])
  expect(unusable).toMatchObject([{ feed: 'orders', id, reason }])
})

test('an order of nobody that is not ours is none of the store', async () => {
  const id = addOrder(hand.shop.state, null)
  expect(await read('orders', id)).toMatchObject({ told: [], gone: [{ feed: 'orders', id }] })
})

test('an order of ours tells how far the shop has moved it on', async () => {
  const order = hand.newOrder()
  const place = { order, customerRef: null, again: false, takeOver: true }
  expect(await hand.connect().placeOrder(place, never)).toMatchObject({ kind: 'done' })
  const [id = ''] = [...hand.shop.state.orders.keys()].slice(-1)
  expect(await changeOf('orders', id)).toMatchObject({
    feed: 'order-state',
    value: { orderId: order.orderId, state: 'confirmed' },
  })
})

const shipped = (displayStatus: 'DELIVERED' | 'IN_TRANSIT' | 'READY_FOR_PICKUP') => [
  { status: 'SUCCESS' as const, displayStatus },
]
test.each([
  ['cancelled', { cancelledAt: 1, displayFulfillmentStatus: 'FULFILLED', fulfillments: shipped('DELIVERED') }],
  ['completed', { cancelledAt: null, displayFulfillmentStatus: 'FULFILLED', fulfillments: shipped('DELIVERED') }],
  ['completed', { cancelledAt: null, displayFulfillmentStatus: 'FULFILLMENT_NOT_REQUIRED', fulfillments: [] }],
  ['shipped', { cancelledAt: null, displayFulfillmentStatus: 'FULFILLED', fulfillments: shipped('IN_TRANSIT') }],
  ['ready', { cancelledAt: null, displayFulfillmentStatus: 'FULFILLED', fulfillments: shipped('READY_FOR_PICKUP') }],
  ['confirmed', { cancelledAt: null, displayFulfillmentStatus: 'PARTIALLY_FULFILLED', fulfillments: [] }],
] as const)('an order is %s where Shopify says so', (state, order) => {
  expect(stateOf(order)).toBe(state)
})

test('a cart is gone once it is an order, and while it is of nobody', async () => {
  const id = addCart(hand.shop.state, customer)
  expect(await changeOf('carts', id)).toMatchObject({ feed: 'cart', value: { customerId: keys.alias(customer) } })
  Object.assign(hand.shop.state.carts.get(id) ?? {}, { completedAt: '2026-11-21T00:00:00Z' })
  expect((await read('carts', id)).gone).toEqual([{ feed: 'carts', id }])
  const nobodys = addCart(hand.shop.state, null)
  expect((await read('carts', nobodys)).gone).toEqual([{ feed: 'carts', id: nobodys }])
})

test.each([
  ['sku', { sku: null }],
  ['sku', { sku: '?' }],
  ['money', { price: '12000.50' }],
])('[U4] a variant is set aside for its %s', async (reason, wrong) => {
  const { state } = hand.shop
  const [variant] =
    state.products.get(addProduct(state, `BAD-${reason}-${Object.keys(wrong)[0] ?? ''}`, '1'))?.variants ?? []
  Object.assign(variant ?? {}, wrong)
  expect((await read('products', variant?.id ?? '')).unusable).toMatchObject([{ feed: 'products', reason }])
})

test('[U4] one SKU on two variants is nobody knows which', async () => {
  const { state } = hand.shop
  const ids = ['1', '2'].map((price) => state.products.get(addProduct(state, 'TWICE', price))?.variants[0]?.id ?? '')
  for (const id of ids) expect((await read('products', id)).unusable).toMatchObject([{ id, reason: 'sku' }])
})

test('what is not for sale is gone', async () => {
  const { state } = hand.shop
  const product = state.products.get(addProduct(state, 'OLD-1', '100'))
  if (product !== undefined) product.status = 'ARCHIVED'
  const id = product?.variants[0]?.id ?? ''
  expect((await read('products', id)).gone).toEqual([{ feed: 'products', id }])
})

test('what is on hand and not available is held; what the shop does not count is set aside', async () => {
  const { state } = hand.shop
  addProduct(state, 'COUNTED-1', '100')
  const level = [...state.levels.values()].find(({ sku, location }) => sku === 'COUNTED-1' && location === HOME_GID)
  const id = level?.id ?? ''
  expect(await changeOf('stock', id)).toMatchObject({
    value: { sku: 'COUNTED-1', locationId: 'home', onHand: 10, held: 2 },
  })
  state.levels.set(id, { ...(level as NonNullable<typeof level>), tracked: false })
  expect((await read('stock', id)).unusable).toMatchObject([{ reason: 'sku' }])
})

test('[U4] of saved configurations one that cannot be read is set aside, and the others come', async () => {
  const good = savedMug('01920000-0000-7000-8000-000000000001')
  setField('dangol.configurations', JSON.stringify({ configurations: [{ id: 'x', nothing: 1 }, good] }))
  const { told, unusable } = await read('configurations', customer)
  expect(told).toMatchObject([{ id: `${customer}/${good.id}`, customerId: keys.alias(customer) }])
  expect(unusable).toMatchObject([{ feed: 'configurations', id: `${customer}/x`, reason: 'document' }])
})

test('what is no more is gone', async () => {
  for (const feed of ['customers', 'orders', 'carts', 'products', 'stock', 'configurations'] as const) {
    const id = 'gid://shopify/Order/1'
    expect((await read(feed, id)).gone).toEqual([{ feed, id }])
  }
})
