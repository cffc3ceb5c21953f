import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { readHint } from './hint.ts'

const SECRET = 'a secret'
const signatureOf = (secret: string, body: Uint8Array) => createHmac('sha256', secret).update(body).digest('hex')
const heard = (topic: string, data: object) => {
  const body = Buffer.from(JSON.stringify({ id: 'd-1', topic, data }))
  return readHint(SECRET, { 'x-dangol-signature': signatureOf(SECRET, body) }, body)
}

test.each([
  ['order.placed', { id: 'order_1' }, [{ feed: 'orders', id: 'order_1' }]],
  ['order.fulfillment_created', { order_id: 'order_1', fulfillment_id: 'ful_1' }, [{ feed: 'orders', id: 'order_1' }]],
  ['customer.updated', { id: 'cus_1' }, [{ feed: 'customers', id: 'cus_1' }]],
  ['product-variant.updated', { id: 'variant_1' }, [{ feed: 'products', id: 'variant_1' }]],
  ['inventory.inventory-level.updated', { inventory_item_id: 'iitem_1' }, [{ feed: 'stock', id: 'iitem_1' }]],
  [
    'customer.updated',
    [{ id: 'cus_1' }, { id: 'cus_2' }],
    [
      { feed: 'customers', id: 'cus_1' },
      { feed: 'customers', id: 'cus_2' },
    ],
  ],
  ['invite.created', { id: 'invite_1' }, []],
])('[U7] %s of %o says what to read again', (topic, data, touched) => {
  expect(heard(topic, data)).toEqual({ id: 'd-1', topic, touched })
})

test('[U7] what is not signed over these very bytes is nothing', () => {
  const body = Buffer.from(JSON.stringify({ id: 'd-1', topic: 'order.placed', data: { id: 'order_1' } }))
  const good = signatureOf(SECRET, body)
  expect(readHint(SECRET, { 'x-dangol-signature': good }, Buffer.concat([body, Buffer.from(' ')]))).toBeNull()
  expect(readHint('another', { 'x-dangol-signature': good }, body)).toBeNull()
  for (const said of [undefined, '', 'x'.repeat(64), good.slice(2)]) {
    expect(readHint(SECRET, { 'x-dangol-signature': said }, body)).toBeNull()
  }
})

test('[U7] signed nonsense is nothing either', () => {
  for (const text of ['', 'not json', '{}', '{"id":"d","topic":"order.placed","data":7}']) {
    const body = Buffer.from(text)
    expect(readHint(SECRET, { 'x-dangol-signature': signatureOf(SECRET, body) }, body)).toBeNull()
  }
})
