import { expect, test } from 'vitest'
import type { PastOrder, ShopChange } from '@dangol/protocol/shop.ts'
import { createPeopleKeys } from '../../people-keys.ts'
import { createShopMoney } from '../money.ts'
import { mapConfiguration } from './configurations.ts'
import { mapCustomer } from './customers.ts'
import { mapStock, mapVariant } from './goods.ts'
import { judge } from '../../adapters/judge.ts'
import type { MapRow } from '../../adapters/judge.ts'
import { mapCart, mapOrder } from './orders.ts'

const keys = createPeopleKeys('a1'.repeat(32), 'vendure', 'seongsu')
const people = { keys, lang: 'ko', walkInEmail: 'walk-in@shop.test', hasConsents: true } as const
const orders = { keys, money: createShopMoney(2, 'KRW'), storeId: 'seongsu', walkInEmail: 'walk-in@shop.test' }
const goods = {
  money: createShopMoney(2, 'KRW'),
  familySkus: new Set(['family-gorae']),
  locations: new Map([['2', 'seongsu' as never]]),
}
const OURS = '018f0000-0000-7000-8000-000000000001'

const toldOf = (map: MapRow, row: object): readonly ShopChange[] =>
  judge('orders', [row], map).told.flatMap(({ changes }) => changes)
const reasonOf = (map: MapRow, row: object): string | undefined => judge('orders', [row], map).unusable[0]?.reason

/* As Vendure 3.7 answered, with the names of other people. */
const customer = (over: object = {}) => ({
  ...{ id: '3', updatedAt: '2026-11-22T00:00:00.000Z', firstName: '보람', lastName: '윤' },
  ...{ emailAddress: 'Boram@example.test', phoneNumber: '010-5550-7777' },
  customFields: { lang: 'en', consents: '{"history.view":"granted","newsletter":"weekly"}', number: 'M-1' },
  addresses: [
    {
      ...{
        id: '7',
        streetLine1: '고래물길 27',
        streetLine2: '103동 1204호',
        city: '성동구',
        province: '서울',
        postalCode: '04799',
      },
      defaultShippingAddress: true,
    },
  ],
  ...over,
})
const order = (over: object = {}) => ({
  ...{ id: '12', updatedAt: '2026-11-22T00:00:00.000Z', code: 'ABC', state: 'PaymentSettled', active: false },
  ...{ orderPlacedAt: '2026-11-20T00:00:00.000Z', currencyCode: 'KRW', totalWithTax: 3_400_000 },
  customFields: { externalRef: null, storeId: null },
  customer: { id: '3', emailAddress: 'boram@example.test' },
  lines: [
    {
      ...{ quantity: 2, linePriceWithTax: 3_400_000, productVariant: { sku: 'CAP-1', name: '모자' } },
      customFields: { configurationId: null },
    },
  ],
  payments: [{ method: 'web-card', state: 'Settled', amount: 3_400_000 }],
  fulfillments: [
    {
      ...{ state: 'Shipped', method: '한빛택배', trackingCode: 'T1', updatedAt: '2026-11-21T00:00:00.000Z' },
      lines: [{ quantity: 2 }],
    },
  ],
  ...over,
})

test('of a customer neither mailbox, number nor door enters the store, and each finds them', () => {
  const told = JSON.stringify(toldOf(mapCustomer(people), customer()))
  for (const secret of ['oram@', '5550', '103', '1204']) expect(told).not.toContain(secret)
  const [profile] = toldOf(mapCustomer(people), customer())
  expect(profile?.value).toMatchObject({
    ...{ id: keys.alias('3'), number: 'M-1', name: '윤보람', lang: 'en', consents: { 'history.view': 'granted' } },
    addresses: ['04799 서울 성동구\n고래물길 27\n***동 ****호'],
    identifiers: [
      { kind: 'email', digest: keys.digest('email', 'boram@example.test') },
      { kind: 'phone', digest: keys.digest('phone', '+82 10 5550 7777') },
    ],
  })
})

test('where goods go by default stands first, the others as they were made, and an address of nothing is none', () => {
  const at = (id: string, isDefault: boolean | null, city = `시${id}`) => ({
    ...{ id, city, defaultShippingAddress: isDefault, streetLine1: '길 1', streetLine2: null },
  })
  const none = { ...at('4', null, ''), streetLine1: '' }
  const addresses = [at('10', false), at('9', null), none, at('11', true)]
  const [profile] = toldOf(mapCustomer(people), customer({ addresses }))
  const areas = (profile?.value as { addresses: string[] }).addresses.map((said) => said.split('\n')[0])
  expect(areas).toEqual(['시11', '시9', '시10'])
})

test('whom nobody’s orders belong to is nobody', () => {
  const walkIn = { id: '9', emailAddress: 'Walk-in@shop.test' }
  expect(judge('customers', [customer(walkIn)], mapCustomer(people))).toEqual({ told: [], gone: [], unusable: [] })
  expect(toldOf(mapOrder(orders), order({ customer: walkIn }))).toEqual([])
})

test('[U4] consents that cannot be read are not guessed; without the field they are not told at all', () => {
  const saying = (consents: string | null) => customer({ customFields: { consents } })
  expect(reasonOf(mapCustomer(people), saying('yes'))).toBe('document')
  expect(reasonOf(mapCustomer(people), saying('{"history.view":"maybe"}'))).toBe('document')
  expect(toldOf(mapCustomer(people), saying(null))[0]?.value).toMatchObject({ consents: {}, lang: 'ko', number: '3' })
  expect(toldOf(mapCustomer({ ...people, hasConsents: false }), saying('yes'))[0]?.value).not.toHaveProperty('consents')
})

test('an order is history of whoever placed it, with how it was paid and sent', () => {
  const [history] = toldOf(mapOrder(orders), order())
  expect(history).toMatchObject({
    feed: 'history',
    value: {
      customerId: keys.alias('3'),
      order: {
        ...{ number: 'ABC', channel: 'web', state: 'confirmed', units: 2, total: { minor: 34_000, currency: 'KRW' } },
        shipments: [{ stage: 'underway', state: 'Shipped', carrier: '한빛택배', tracking: 'T1', units: 2 }],
        payments: [{ kind: 'paid', method: 'web-card', state: 'Settled', amount: { minor: 34_000 } }],
      },
    },
  })
})

test('what went back stands after the payment it is of, and counts against it only once it has gone', () => {
  const refunds = [
    { state: 'Settled', total: 400_000 },
    { state: 'Pending', total: 100_000 },
    { state: 'Failed', total: 100_000 },
    { state: 'Mislaid', total: 100_000 },
  ]
  const [history] = toldOf(
    mapOrder(orders),
    order({ payments: [{ method: 'web-card', state: 'Settled', amount: 3_400_000, refunds }] }),
  )
  const { payments = [] } = (history?.value as { order: PastOrder }).order
  expect(payments.map(({ kind, amount }) => [kind, amount.minor])).toEqual([
    ['paid', 34_000],
    ['refunded', -4_000],
    ['none', -1_000],
    ['none', -1_000],
    ['unknown', -1_000],
  ])
})

test.each([
  ['Created', 'none', 'packing'],
  ['Authorized', 'authorised', 'unknown'],
  ['Declined', 'none', 'unknown'],
  ['Cancelled', 'none', 'cancelled'],
  ['Pending', 'unknown', 'packing'],
  ['Delivered', 'unknown', 'arrived'],
  ['OnTheRoof', 'unknown', 'unknown'],
])('a payment and a shipment in state %s are %s and %s in the store’s words', (state, kind, stage) => {
  const payments = [{ method: 'card', state, amount: 100 }]
  const shipments = [{ ...{ state, method: '', trackingCode: '', updatedAt: '2026-11-21T00:00:00.000Z' }, lines: [] }]
  const [history] = toldOf(mapOrder(orders), order({ payments, fulfillments: shipments }))
  expect((history?.value as { order: PastOrder }).order).toMatchObject({
    payments: [{ kind, state }],
    shipments: [{ stage, state, carrier: null, tracking: null }],
  })
})

test('what was handed over at the till of a store is no parcel: it has neither carrier nor tracking number', () => {
  const handed = {
    state: 'Delivered',
    method: 'carry-out',
    trackingCode: 'S-0042',
    updatedAt: '2026-11-21T00:00:00.000Z',
  }
  const [history] = toldOf(mapOrder(orders), order({ fulfillments: [{ ...handed, lines: [{ quantity: 2 }] }] }))
  expect((history?.value as { order: PastOrder }).order.shipments).toMatchObject([
    { stage: 'arrived', carrier: null, tracking: null, units: 2 },
  ])
})

test('of an order of ours its state is told as well; of another store’s it is not', () => {
  const ours = order({ state: 'Delivered', customFields: { externalRef: OURS, storeId: 'seongsu' } })
  expect(toldOf(mapOrder(orders), ours).map(({ feed }) => feed)).toEqual(['history', 'order-state'])
  expect(toldOf(mapOrder(orders), ours)[1]?.value).toEqual({ orderId: OURS, number: 'ABC', state: 'completed' })
  const theirs = order({ customFields: { externalRef: OURS, storeId: 'hannam' } })
  expect(toldOf(mapOrder(orders), theirs).map(({ feed }) => feed)).toEqual(['history'])
})

test('[U4] an unknown state, another currency, a part of a won, a missing field: set aside, and the others come', () => {
  const rows = [
    order({ id: '1', state: 'InProduction' }),
    order({ id: '2', currencyCode: 'EUR' }),
    order({ id: '3', totalWithTax: 3_400_050 }),
    order({ id: '4', lines: [{}] }),
    order({ id: '5' }),
    'no row',
  ]
  const { told, unusable } = judge('orders', rows, mapOrder(orders))
  expect(told.map(({ id }) => id)).toEqual(['5'])
  expect(unusable.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
    ...['1 state', '2 currency', '3 money', '4 shape', '? shape'],
  ])
  expect(JSON.stringify(unusable)).not.toContain('boram')
})

test('what is not placed yet is no order; what is placed is no cart any more', () => {
  for (const unplaced of [{ active: true }, { orderPlacedAt: null }, { state: 'Draft' }]) {
    expect(judge('orders', [order(unplaced)], mapOrder(orders))).toEqual({ told: [], gone: [], unusable: [] })
  }
  expect(judge('orders', [order()], mapOrder(orders)).gone).toEqual([{ feed: 'carts', id: '12' }])
})

test('a cart is told with what was configured; emptied, placed or nobody’s it is none', () => {
  const cart = (over: object) => order({ active: true, orderPlacedAt: null, state: 'AddingItems', ...over })
  const configured = { ...order().lines[0], customFields: { configurationId: OURS } }
  const [told] = toldOf(mapCart(orders), cart({ lines: [configured] }))
  expect(told?.value).toMatchObject({ id: '12', lines: [{ sku: 'CAP-1', quantity: 2, configurationId: OURS }] })
  expect(judge('carts', [cart({ lines: [] })], mapCart(orders)).gone).toHaveLength(1)
  expect(judge('carts', [cart({ active: false })], mapCart(orders)).gone).toHaveLength(1)
  expect(judge('carts', [cart({ customer: null })], mapCart(orders))).toEqual({ told: [], gone: [], unusable: [] })
})

const variant = (over: object = {}) => ({
  ...{ id: '7', updatedAt: '2026-11-22T00:00:00.000Z', sku: 'CAP-1', enabled: true, currencyCode: 'KRW' },
  priceWithTax: 3_400_000,
  translations: [
    { languageCode: 'en', name: 'Cap' },
    { languageCode: 'ko', name: '모자' },
  ],
  product: { enabled: true, translations: [{ languageCode: 'en', name: 'Caps' }] },
  stockLevels: [
    { stockOnHand: 5, stockAllocated: 2, stockLocation: { id: '2' } },
    { stockOnHand: 900, stockAllocated: 0, stockLocation: { id: '1' } },
  ],
  ...over,
})

test('a variant is a SKU with its price and its names; one that stands for a family is none', () => {
  expect(toldOf(mapVariant(goods), variant())[0]?.value).toMatchObject({
    ...{ sku: 'CAP-1', title: { ko: '모자', en: 'Cap' }, category: { ko: 'Caps', en: 'Caps' } },
    price: { minor: 34_000, currency: 'KRW' },
  })
  expect(toldOf(mapVariant(goods), variant({ sku: 'family-gorae' }))).toEqual([])
  expect(judge('products', [variant({ enabled: false })], mapVariant(goods)).gone).toHaveLength(1)
  expect(reasonOf(mapVariant(goods), variant({ sku: '번호 없음' }))).toBe('sku')
})

test('stock is told for the places that the store knows', () => {
  expect(toldOf(mapStock(goods), variant())).toEqual([
    { feed: 'stock', value: { sku: 'CAP-1', locationId: 'seongsu', onHand: 5, held: 2 } },
  ])
  expect(toldOf(mapStock(goods), variant({ sku: 'family-gorae' }))).toEqual([])
})

test('a saved configuration is read from its document, and a document that is none is set aside', () => {
  const saved = (over: object = {}) => ({
    ...{ id: '1', updatedAt: '2026-11-22T00:00:00.000Z', customerId: '3', key: OURS, name: '고래', revision: 4 },
    document: JSON.stringify({ familyId: 'gorae-1200', modelVersion: 3, choices: { paint: 'red' }, theme: 'dark' }),
    ...over,
  })
  const map = mapConfiguration(keys)
  expect(toldOf(map, saved())[0]?.value).toMatchObject({
    ...{
      id: OURS,
      revision: 4,
      name: '고래',
      customerId: keys.alias('3'),
      origin: 'online',
      secret: false,
      code: null,
    },
    savedAt: Date.parse('2026-11-22T00:00:00.000Z'),
  })
  expect(toldOf(map, saved({ customerId: null }))[0]?.value).toMatchObject({ customerId: null })
  for (const spoilt of [{ document: '{' }, { document: '{}' }, { key: 'mine' }]) {
    expect(reasonOf(map, saved(spoilt))).toBe('document')
  }
})
