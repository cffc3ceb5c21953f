import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { readHint, SIGNATURE_HEADER } from './hint.ts'

const SECRET = 'between us'
const bytes = (message: unknown): Uint8Array => Buffer.from(JSON.stringify(message))
const signed = (body: Uint8Array, secret = SECRET) => ({
  [SIGNATURE_HEADER]: createHmac('sha256', secret).update(body).digest('hex'),
})
const touchedBy = (topic: string, data: object) => {
  const body = bytes({ topic, at: '2026-11-22T00:00:00.000Z', data })
  return readHint(SECRET, signed(body), body)?.touched.map(({ feed, id }) => `${feed} ${id}`)
}

test('[U7] what is not signed over these very bytes is not the shop', () => {
  const body = bytes({ topic: 'order', data: { id: 7 } })
  expect(readHint(SECRET, signed(body), body)).toMatchObject({ topic: 'order' })
  expect(readHint(SECRET, signed(body, 'another'), body)).toBeNull()
  expect(readHint(SECRET, signed(body), bytes({ topic: 'order', data: { id: 8 } }))).toBeNull()
  expect(readHint(SECRET, {}, body)).toBeNull()
  expect(readHint(SECRET, { [SIGNATURE_HEADER]: 'no digits' }, body)).toBeNull()
  expect(readHint(null, signed(body), body)).toBeNull()
})

test('[U7] the same delivery has the same id, whatever the header says', () => {
  const [one, other] = [bytes({ topic: 'order', data: { id: 7 } }), bytes({ topic: 'order', data: { id: 8 } })]
  const idOf = (body: Uint8Array, name: string) => readHint(SECRET, { ...signed(body), 'x-webhook-id': name }, body)?.id
  expect(idOf(one, 'a')).toBe(idOf(one, 'b'))
  expect(idOf(one, 'a')).not.toBe(idOf(other, 'a'))
})

test('each topic names what to read again, and an unknown one nothing', () => {
  expect(touchedBy('customer', { id: 3 })).toEqual(['customers 3'])
  expect(touchedBy('customer.address', { id: 9, customerId: 3 })).toEqual(['customers 3'])
  expect(touchedBy('customer.address', { id: 9, customerId: null })).toEqual([])
  expect(touchedBy('order.placed', { id: '12' })).toEqual(['orders 12', 'carts 12'])
  expect(touchedBy('payment', { id: 1, orderId: 12 })).toEqual(['orders 12'])
  expect(touchedBy('fulfillment', { id: 1, orderIds: [12, 13] })).toEqual(['orders 12', 'orders 13'])
  expect(touchedBy('stock', { variantIds: [5] })).toEqual(['stock 5'])
  expect(touchedBy('variant', { variantIds: [5] })).toEqual(['products 5', 'stock 5'])
  expect(touchedBy('configuration', { id: 2 })).toEqual(['configurations 2'])
  expect(touchedBy('something.new', { id: 2 })).toEqual([])
})

test('signed nonsense is no message', () => {
  for (const body of [Buffer.from('{'), bytes(null), bytes({ topic: 'order' }), bytes({ topic: 1, data: {} })]) {
    expect(readHint(SECRET, signed(body), body)).toBeNull()
  }
})
