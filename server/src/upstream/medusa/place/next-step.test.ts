import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { expect, test } from 'vitest'
import { OrderRowSchema } from '../rows.ts'
import { LINK, ORDER } from '../testing/recorded.ts'
import { afterStep, nextStep } from './next-step.ts'
import { addsUp, difference } from './same-order.ts'

const won = (minor: number) => ({ minor, currency: 'KRW' }) as const
const line = {
  title: { ko: '잔', en: 'Mug' },
  promise: {
    date: '2027-01-15',
    basis: 'estimate',
    steps: [],
    provisional: false,
  } satisfies ShopOrder['lines'][number]['promise'],
}
// Ids of a recording, checked where they come from.
const OURS = {
  ...{
    orderId: ORDER.items[1]?.metadata.dangol_configuration_id,
    storeId: 'seongsu',
    storeNumber: 'S-1',
    customerId: null,
  },
  ...{ placedAt: 0, total: won(44_000) },
  lines: [
    {
      ...line,
      sku: 'MUG-A',
      quantity: 2,
      unitPrice: won(15_000),
      total: won(30_000),
      fulfilment: 'carry-out',
      configuration: null,
    },
    {
      ...{ ...line, sku: 'GRA-1', quantity: 1, unitPrice: won(14_000), total: won(14_000), fulfilment: 'delivery' },
      configuration: { id: ORDER.items[1]?.metadata.dangol_configuration_id },
    },
  ],
} as unknown as ShopOrder

const row = (over: object = {}) => OrderRowSchema.parse({ ...ORDER, ...over })
const open = (id: string) => ({ id, status: 'not_paid', payments: [] })
const [paid] = ORDER.payment_collections
const [handed] = ORDER.fulfillments
const unsent = ORDER.items.map((item) => ({ ...item, detail: { fulfilled_quantity: 0 } }))

test('[U1] an order goes from nothing to paid and handed over, one step at a time, and stops', () => {
  expect(nextStep(OURS, row({ payment_collections: [] }), LINK)).toEqual({ kind: 'begin-payment', amount: 44_000 })
  expect(nextStep(OURS, row({ payment_collections: [open('c')] }), LINK)).toEqual({ kind: 'pay', collectionId: 'c' })
  expect(nextStep(OURS, row({ items: unsent, fulfillments: [] }), LINK)).toEqual({
    kind: 'fulfil',
    items: [{ id: 'ordli_2', quantity: 2 }],
  })
  const packed = row({ fulfillments: [{ ...handed, delivered_at: null }] })
  expect(nextStep(OURS, packed, LINK)).toEqual({ kind: 'deliver', fulfillmentId: 'ful_1' })
  expect(nextStep(OURS, row(), LINK)).toBeNull()
})

test('[U1] a payment that was begun twice is paid once, the same one whoever asks, and the other is dropped', () => {
  expect(nextStep(OURS, row({ payment_collections: [open('b'), open('a')] }), LINK)).toEqual({
    kind: 'pay',
    collectionId: 'a',
  })
  const both = row({ payment_collections: [open('a'), paid] })
  expect(nextStep(OURS, both, LINK)).toEqual({ kind: 'drop-payment', collectionId: 'a' })
})

test('an order that the shop has cancelled meanwhile is left alone', () => {
  expect(nextStep(OURS, row({ status: 'canceled', payment_collections: [] }), LINK)).toBeNull()
})

test('goods that are shipped and others leave in fulfilments of their own', () => {
  const all = { ...OURS, lines: OURS.lines.map((one) => ({ ...one, fulfilment: 'carry-out' as const })) }
  const mixed = unsent.map((item, at) => ({ ...item, requires_shipping: at === 0 }))
  expect(nextStep(all, row({ items: mixed, fulfillments: [] }), LINK)).toMatchObject({ items: [{ id: 'ordli_2' }] })
})

test('what a step did is known without asking where the answer says it, and asked where it does not', () => {
  const before = row({ payment_collections: [] })
  const begun = afterStep(before, { kind: 'begin-payment', amount: 1 }, { payment_collection: open('n') })
  expect(begun && nextStep(OURS, begun, LINK)).toEqual({ kind: 'pay', collectionId: 'n' })
  expect(afterStep(before, { kind: 'begin-payment', amount: 1 }, {})).toBeNull()
  expect(afterStep(before, { kind: 'pay', collectionId: 'n' }, {})).toBeNull()
  const packed = row({ fulfillments: [{ ...handed, delivered_at: null }] })
  const delivered = afterStep(packed, { kind: 'deliver', fulfillmentId: 'ful_1' }, {})
  expect(delivered && nextStep(OURS, delivered, LINK)).toBeNull()
})

test('[U1] an order is the same by its lines and its total, whatever order the shop has them in', () => {
  expect(difference(OURS, row(), LINK)).toBeNull()
  expect(difference(OURS, row({ items: ORDER.items.toReversed() }), LINK)).toBeNull()
  expect(difference(OURS, row({ total: 44_001 }), LINK)).toBe('total 44001 KRW')
  expect(difference(OURS, row({ currency_code: 'eur' }), LINK)).toBe('currency eur')
  expect(difference(OURS, row({ items: ORDER.items.slice(1) }), LINK)).toBe('1 lines instead of 2')
  const other = ORDER.items.map((item) => ({ ...item, metadata: { ...item.metadata, dangol_configuration_id: 'x' } }))
  expect(difference(OURS, row({ items: other }), LINK)).toBe('line 1')
})

test('an order whose lines do not come to its total is not sent', () => {
  expect(addsUp(OURS)).toBe(true)
  expect(addsUp({ ...OURS, total: won(1) })).toBe(false)
  expect(addsUp({ ...OURS, lines: OURS.lines.map((one) => ({ ...one, unitPrice: won(1) })) })).toBe(false)
})
