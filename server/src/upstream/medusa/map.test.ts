import { createPeopleKeys } from '../people-keys.ts'
import type { PastOrder } from '@dangol/protocol/shop.ts'
import { expect, test } from 'vitest'
import { judge } from '../adapters/judge.ts'
import { mapCustomer } from './map-customer.ts'
import { mapInventory, mapVariant } from './map-goods.ts'
import { mapOrder } from './map-order.ts'
import { CUSTOMER, INVENTORY, LINK, ORDER, OUR_ID, VARIANT } from './testing/recorded.ts'

const keys = createPeopleKeys('5'.repeat(64), 'medusa', 'seongsu')
const orders = mapOrder({ keys, storeId: 'seongsu', link: LINK })
const customers = mapCustomer({ keys, link: LINK })
const ofOrder = (over: object) => judge('orders', [{ ...ORDER, ...over }], orders)

test('[U9] a customer comes with digests and masked doors, and with nothing that could be called or written to', () => {
  const { told } = judge('customers', [CUSTOMER], customers)
  expect(told).toMatchObject([
    {
      id: 'cus_1',
      customerId: keys.alias('cus_1'),
      changes: [
        {
          feed: 'profile',
          value: {
            number: 'M-7',
            name: '한지우',
            lang: 'en',
            addresses: ['서울 성동구\n왕십리로 83-21\n***동 ****호'],
          },
        },
      ],
    },
  ])
  const text = JSON.stringify(told)
  for (const secret of ['jiwoo@example.test', '1234-5678', '1502']) expect(text).not.toContain(secret)
})

test('whoever has no number and no language at the shop has the id and the language of the link', () => {
  const { told } = judge('customers', [{ ...CUSTOMER, metadata: null, addresses: null }], customers)
  expect(told[0]?.changes[0]).toMatchObject({ value: { number: 'cus_1', lang: 'ko', addresses: [] } })
})

test('where goods go by default stands first, the others as they were made', () => {
  const at = (id: string, is_default_shipping: boolean | null) => ({
    ...{ id, is_default_shipping, province: '', city: id, address_1: '길 1', address_2: '1호' },
  })
  const addresses = [at('cuaddr_2', false), at('cuaddr_1', null), at('cuaddr_3', true)]
  const [told] = judge('customers', [{ ...CUSTOMER, addresses }], customers).told
  const said = (told?.changes[0]?.value as { addresses: string[] }).addresses
  expect(said.map((address) => address.split('\n')[0])).toEqual(['cuaddr_3', 'cuaddr_1', 'cuaddr_2'])
})

test('the customer whom nobody’s orders belong to is nobody', () => {
  expect(judge('customers', [{ ...CUSTOMER, email: 'Walk-In@example.test' }], customers).told).toEqual([])
})

test('an order is history with what was paid and sent, and news where it is ours', () => {
  const { told, unusable } = ofOrder({})
  expect(unusable).toEqual([])
  expect(told[0]?.changes).toEqual([
    {
      feed: 'history',
      value: {
        customerId: keys.alias('cus_1'),
        order: {
          ...{
            number: '12',
            placedAt: Date.parse('2026-11-22T12:14:18.128Z'),
            channel: 'store',
            state: 'confirmed',
            units: 3,
          },
          total: { minor: 44_000, currency: 'KRW' },
          lines: [
            { sku: 'MUG-A', title: 'Mug · A', quantity: 2, total: { minor: 30_000, currency: 'KRW' } },
            { sku: 'GRA-1', title: '나의 잔', quantity: 1, total: { minor: 14_000, currency: 'KRW' } },
          ],
          payments: [
            {
              ...{ kind: 'paid', method: 'pp_system_default', state: 'captured' },
              amount: { minor: 44_000, currency: 'KRW' },
            },
          ],
          shipments: [
            {
              ...{ stage: 'arrived', state: 'delivered' },
              carrier: null,
              tracking: 'T-1',
              at: Date.parse('2026-11-22T12:14:20.479Z'),
              units: 2,
            },
          ],
        },
      },
    },
    { feed: 'order-state', value: { orderId: OUR_ID, number: '12', state: 'confirmed' } },
  ])
})

const collected = (over: object) => [
  { id: 'c', status: 'x', payments: [{ ...ORDER.payment_collections[0]?.payments[0], ...over }] },
]
test.each([
  [{ captured_at: null }, [['authorised', 44_000]]],
  [{ canceled_at: '2026-11-22T12:20:00.000Z' }, [['none', 44_000]]],
  [
    { refunds: [{ id: 'ref_1', amount: 4_000 }] },
    [
      ['paid', 44_000],
      ['refunded', -4_000],
    ],
  ],
])('a payment with %o is told in the store’s words', (over, kinds) => {
  const [change] = ofOrder({ payment_collections: collected(over) }).told[0]?.changes ?? []
  const { payments = [] } = (change?.value as { order: PastOrder }).order
  expect(payments.map(({ kind, amount }) => [kind, amount.minor])).toEqual(kinds)
})

test.each([
  [{ delivered_at: null }, 'packing'],
  [{ delivered_at: null, packed_at: null }, 'packing'],
  [{ delivered_at: null, shipped_at: '2026-11-22T12:14:19.943Z' }, 'underway'],
  [{ canceled_at: '2026-11-22T12:14:29.943Z' }, 'cancelled'],
])('a fulfilment with %o is told in the store’s words', (over, stage) => {
  const [change] = ofOrder({ fulfillments: [{ ...ORDER.fulfillments[0], ...over }] }).told[0]?.changes ?? []
  expect((change?.value as { order: PastOrder }).order.shipments).toMatchObject([{ stage }])
})

test('a carrier has its name, and whoever sends by hand is none', () => {
  const [change] =
    ofOrder({ fulfillments: [{ ...ORDER.fulfillments[0], provider_id: 'cj-logistics' }] }).told[0]?.changes ?? []
  expect((change?.value as { order: PastOrder }).order.shipments).toMatchObject([{ carrier: 'cj-logistics' }])
})

test('an order that claims to be ours from a channel that shoppers order in is history alone', () => {
  const { told } = ofOrder({ sales_channel_id: 'sc_web' })
  expect(told[0]?.changes.map(({ feed }) => feed)).toEqual(['history'])
  expect(ofOrder({ metadata: null }).told[0]?.changes).toMatchObject([{ value: { order: { channel: 'web' } } }])
})

test('an order of nobody is news, and nobody’s history', () => {
  expect(ofOrder({ email: 'walk-in@example.test' }).told[0]).toMatchObject({
    customerId: null,
    changes: [{ feed: 'order-state' }],
  })
})

const allSent = ORDER.items.map((item) => ({ ...item, detail: { fulfilled_quantity: item.quantity } }))
test.each([
  [{ status: 'canceled' }, 'cancelled'],
  [{ status: 'completed' }, 'completed'],
  [{ status: 'archived' }, 'completed'],
  [{ fulfillment_status: 'delivered', items: allSent }, 'completed'],
  [{ fulfillment_status: 'shipped', items: allSent }, 'shipped'],
  [{ fulfillment_status: 'fulfilled', items: allSent }, 'ready'],
  // Every parcel has arrived, and a line is in none yet.
  [{ fulfillment_status: 'delivered' }, 'confirmed'],
])('%o is %s', (over, state) => {
  expect(ofOrder(over).told[0]?.changes[1]).toMatchObject({ value: { state } })
})

test.each([
  [{ total: 44_000.5 }, 'money', 'total: 44000.5 KRW'],
  [{ currency_code: 'jpy' }, 'currency', 'jpy'],
  [{ fulfillment_status: 'teleported' }, 'state', 'order pending, goods teleported'],
  [{ status: 'haunted' }, 'state', 'order haunted, goods partially_delivered'],
  [{ items: 'none' }, 'shape', 'items: invalid_type'],
  [{ created_at: 'yesterday' }, 'shape', 'created_at: invalid_format'],
])('[U4] an order with %o is set aside for its %s, and the next one comes', (over, reason, detail) => {
  const { told, unusable } = judge('orders', [{ ...ORDER, ...over, id: 'order_x' }, ORDER], orders)
  expect(unusable).toEqual([{ feed: 'orders', id: 'order_x', reason, detail }])
  expect(told.map(({ id }) => id)).toEqual(['order_1'])
})

test('the same order asked for again has the same version, and another state another', () => {
  const [before] = ofOrder({}).told
  expect(ofOrder({}).told[0]?.version).toBe(before?.version)
  expect(ofOrder({ status: 'canceled' }).told[0]?.version).not.toBe(before?.version)
})

const goods = mapVariant(LINK)
test('a variant is goods at the price that holds for everybody', () => {
  expect(judge('products', [VARIANT], goods).told[0]?.changes).toEqual([
    {
      feed: 'sku',
      value: {
        ...{
          sku: 'MUG-A',
          title: { ko: 'Mug A', en: 'Mug A' },
          category: { ko: '잔', en: '잔' },
          swatch: '#123456',
          glyph: 'box',
        },
        price: { minor: 15_000, currency: 'KRW' },
      },
    },
  ])
})

test('a withdrawn product is gone, and what stands for a family is no goods', () => {
  const withdrawn = { ...VARIANT, product: { ...VARIANT.product, status: 'draft' } }
  expect(judge('products', [withdrawn], goods)).toEqual({
    told: [],
    gone: [{ feed: 'products', id: 'variant_1' }],
    unusable: [],
  })
  expect(judge('products', [{ ...VARIANT, sku: 'family-mug' }], goods)).toEqual({ told: [], gone: [], unusable: [] })
})

test.each([
  [{ sku: null }, 'sku'],
  [{ prices: [] }, 'money'],
  [{ prices: [{ ...VARIANT.prices[0], amount: 99.5 }] }, 'money'],
  [{ prices: [VARIANT.prices[0], VARIANT.prices[0]] }, 'money'],
  [{ product: null }, 'shape'],
])('[U4] a variant with %o is set aside for its %s', (over, reason) => {
  expect(judge('products', [{ ...VARIANT, ...over }], goods).unusable).toMatchObject([{ id: 'variant_1', reason }])
})

test('levels are told of the places that the link names', () => {
  const { told } = judge('stock', [INVENTORY], mapInventory(LINK))
  expect(told[0]?.changes).toEqual([
    { feed: 'stock', value: { sku: 'MUG-A', locationId: 'seongsu', onHand: 7, held: 2 } },
  ])
  const elsewhere = { ...INVENTORY, location_levels: [INVENTORY.location_levels[1]] }
  expect(judge('stock', [elsewhere], mapInventory(LINK)).told).toEqual([])
})
