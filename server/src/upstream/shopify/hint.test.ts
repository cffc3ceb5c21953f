import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { readHint } from './hint.ts'

const secret = 'hush'
const deps = { secret, host: 'shop.myshopify.com' }

function message(topic: string, said: object | string, headers: Record<string, string | undefined> = {}) {
  const body = Buffer.from(typeof said === 'string' ? said : JSON.stringify(said))
  const signature = createHmac('sha256', secret).update(body).digest('base64')
  return {
    body,
    headers: {
      'x-shopify-topic': topic,
      'x-shopify-hmac-sha256': signature,
      'x-shopify-shop-domain': deps.host,
      'x-shopify-event-id': 'event-1',
      ...headers,
    },
  }
}
const read = (topic: string, said: object | string, headers: Record<string, string | undefined> = {}) => {
  const told = message(topic, said, headers)
  return readHint(deps, told.headers, told.body)
}

test.each([
  ['orders/updated', { admin_graphql_api_id: 'gid://shopify/Order/7' }, [['orders', 'gid://shopify/Order/7']]],
  ['orders/delete', { id: 7 }, [['orders', 'gid://shopify/Order/7']]],
  ['refunds/create', { id: 9, order_id: 7 }, [['orders', 'gid://shopify/Order/7']]],
  ['fulfillments/update', { id: 9, order_id: 7 }, [['orders', 'gid://shopify/Order/7']]],
  [
    'customers/update',
    { id: 5 },
    [
      ['customers', 'gid://shopify/Customer/5'],
      ['configurations', 'gid://shopify/Customer/5'],
    ],
  ],
  [
    'customers/redact',
    { shop_id: 1, customer: { id: 5 } },
    [
      ['customers', 'gid://shopify/Customer/5'],
      ['configurations', 'gid://shopify/Customer/5'],
    ],
  ],
  ['checkouts/update', { id: 3 }, [['carts', 'gid://shopify/AbandonedCheckout/3']]],
  [
    'products/update',
    { id: 2, admin_graphql_api_id: 'gid://shopify/Product/2' },
    [['products', 'gid://shopify/Product/2']],
  ],
  ['inventory_levels/update', { inventory_item_id: 4 }, []],
  ['themes/publish', { id: 1 }, []],
])('[U7] %s names what to read again', (topic, said, touched) => {
  expect(read(topic, said)?.touched).toEqual(touched.map(([feed, id]) => ({ feed, id })))
})

test('[U7] one delivery twice is one hint, and one event under two topics is two', () => {
  expect(read('orders/paid', { id: 7 })?.id).toBe(read('orders/paid', { id: 7 })?.id)
  expect(read('orders/paid', { id: 7 })?.id).not.toBe(read('orders/updated', { id: 7 })?.id)
})

test('[U7] without the name of an event, that of the delivery counts; without either it is nothing', () => {
  const headers = { 'x-shopify-event-id': undefined, 'x-shopify-webhook-id': 'hook-1' }
  expect(read('orders/paid', { id: 7 }, headers)?.id).toContain('hook-1')
  expect(read('orders/paid', { id: 7 }, { 'x-shopify-event-id': undefined })).toBeNull()
})

test.each([
  ['another signature', { 'x-shopify-hmac-sha256': Buffer.alloc(32).toString('base64') }],
  ['a signature that is none', { 'x-shopify-hmac-sha256': '!' }],
  ['no signature', { 'x-shopify-hmac-sha256': undefined }],
  ['another shop', { 'x-shopify-shop-domain': 'other.myshopify.com' }],
])('[U7] %s: nothing was heard', (_what, headers) => {
  expect(read('orders/paid', { id: 7 }, headers)).toBeNull()
})

test('[U7] a signed message that is no JSON, and a link without a secret, hear nothing', () => {
  expect(read('orders/paid', 'not json')).toBeNull()
  const told = message('orders/paid', { id: 7 })
  expect(readHint({ ...deps, secret: null }, told.headers, told.body)).toBeNull()
})
