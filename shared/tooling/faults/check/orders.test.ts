import { describe, expect, test } from 'vitest'
import { judgeOrders } from './orders.ts'
import type { OrderRules } from './orders.ts'
import type { ShopFile, ShopLine, ShopOrder } from './shop-file.sql.ts'
import type { StoreFile } from './store-file.sql.ts'

const rules: OrderRules = {
  acknowledged: ['o-1'],
  storeId: 'seongsu',
  aliasOf: (id) => (id === 9 ? null : `alias-${id}`),
  skuOfFamily: (family) => `family-${family}`,
}
const document = { id: 'c-1', familyId: 'shoe', choices: { size: '240' } }

const store: StoreFile = {
  orders: [{ id: 'o-1', customerId: 'alias-1', total: 50_000, upstream: 'delivered', upstreamNumber: 'ABC' }],
  orderLines: [
    { orderId: 'o-1', sku: 'CAP', quantity: 1, unitPrice: 10_000, configuration: null },
    { orderId: 'o-1', sku: 'CAP', quantity: 1, unitPrice: 10_000, configuration: null },
    { orderId: 'o-1', sku: 'SHOE-1', quantity: 1, unitPrice: 30_000, configuration: JSON.stringify(document) },
  ],
  ...{ outbox: [], setAside: [], customers: [], identifiers: [], history: [], historyLines: [] },
  ...{ configurations: [], carts: [], skus: [], levels: [] },
}
const order: ShopOrder = {
  ...{ id: 1, code: 'ABC', state: 'PaymentSettled', active: 0, placedAt: '2026-11-22 12:00:00.000' },
  ...{ customerId: 1, externalRef: 'o-1', storeId: 'seongsu', total: 50_000 },
}
const line: ShopLine = {
  ...{ orderId: 1, sku: 'CAP', title: '모자', quantity: 2, placedQuantity: 2, unitPrice: 10_000 },
  ...{ configurationId: null, configuration: null },
}
const shoe: ShopLine = {
  ...line,
  ...{ sku: 'family-shoe', quantity: 1, placedQuantity: 1, unitPrice: 30_000, configurationId: 'c-1' },
  // The same document, its keys in another order.
  configuration: '{"choices":{"size":"240"},"familyId":"shoe","id":"c-1"}',
}
const shop: ShopFile = {
  orders: [order],
  lines: [line, shoe],
  payments: [{ orderId: 1, state: 'Settled', amount: 50_000, transactionId: 'o-1' }],
  ...{ customers: [], addresses: [], saved: [], variants: [], levels: [] },
}
const kinds = (changed: Partial<ShopFile>, rest: Partial<StoreFile> = {}) =>
  judgeOrders({ ...shop, ...changed }, { ...store, ...rest }, rules).map(({ kind }) => kind)

describe('an order of the store', () => {
  test('that is in the shop once, with its content, is as it must be', () => {
    expect(kinds({})).toEqual([])
  })
  test('that was acknowledged and is nowhere is lost', () => {
    expect(kinds({ orders: [] }, { orders: [], orderLines: [] })).toEqual(['lost'])
  })
  test('that never reached the shop, or reached it twice, is told', () => {
    expect(kinds({ orders: [] })).toEqual(['lost'])
    expect(kinds({ orders: [order, { ...order, id: 2 }] })).toEqual(['twice'])
  })
  test('with another line, price, configuration or total is not that order', () => {
    expect(kinds({ lines: [line] })).toEqual(['other-content'])
    expect(kinds({ lines: [{ ...line, unitPrice: 9_999 }, shoe] })).toEqual(['other-content'])
    expect(kinds({ lines: [line, { ...shoe, configuration: '{"id":"c-1","familyId":"shoe"}' }] })).toEqual([
      'other-content',
    ])
    expect(kinds({ orders: [{ ...order, total: 53_000 }] })).toEqual(['other-content'])
  })
  test('is paid once, in full', () => {
    const [paid] = shop.payments
    if (paid === undefined) throw new Error('it was paid above')
    expect(kinds({ payments: [] })).toEqual(['payment'])
    expect(kinds({ payments: [paid, paid] })).toEqual(['payment'])
    expect(kinds({ payments: [{ ...paid, amount: 1 }] })).toEqual(['payment'])
    expect(kinds({ payments: [{ ...paid, state: 'Authorized' }] })).toEqual(['payment'])
  })
  test("is its customer's; nobody's belong to the one who stands for them", () => {
    expect(kinds({ orders: [{ ...order, customerId: 2 }] })).toEqual(['customer'])
    const [nobodys] = store.orders.map((one) => ({ ...one, customerId: null }))
    if (nobodys === undefined) throw new Error('there is one above')
    expect(kinds({ orders: [{ ...order, customerId: 9 }] }, { orders: [nobodys] })).toEqual([])
  })
  test('that the store does not know to be there was not told', () => {
    const [untold] = store.orders.map((one) => ({ ...one, upstream: 'waiting', upstreamNumber: null }))
    if (untold === undefined) throw new Error('there is one above')
    expect(kinds({}, { orders: [untold] })).toEqual(['not-told'])
  })
})

test('drafts and orders that the store never took are told', () => {
  const other = { ...order, id: 5, code: 'XYZ', externalRef: null, storeId: null }
  expect(kinds({ orders: [order, { ...other, state: 'Draft' }] })).toEqual(['draft-left'])
  expect(kinds({ orders: [order, { ...other, state: 'ArrangingPayment' }] })).toEqual(['draft-left'])
  expect(kinds({ orders: [order, { ...other, externalRef: 'o-2' }] })).toEqual(['invented'])
  expect(kinds({ orders: [order, { ...other, storeId: 'seongsu' }] })).toEqual(['invented'])
  // A cart of the web shop, and what was taken back.
  expect(kinds({ orders: [order, { ...other, state: 'AddingItems', active: 1 }] })).toEqual([])
  expect(kinds({ orders: [order, { ...other, state: 'Cancelled' }] })).toEqual([])
})
