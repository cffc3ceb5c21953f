import { describe, expect, test } from 'vitest'
import { judgeMirror } from './mirror.ts'
import type { MirrorRules } from './mirror.ts'
import type { ShopFile } from './shop-file.sql.ts'
import type { StoreFile } from './store-file.sql.ts'

const rules: MirrorRules = {
  alias: (id) => `alias-${id}`,
  digest: (kind, said) => (said === '' ? null : `${kind}:${said}`),
  walkInEmail: 'walk-in@example.test',
  familySkus: new Set(['family-shoe']),
  locationIds: new Map([['Seongsu Flagship', 'seongsu']]),
}
const CONSENTS = '{"history.view":"granted","config.sync.store":"granted"}'
const minji = {
  ...{ id: 1, firstName: '민지', lastName: '김', emailAddress: 'm@example.test', phoneNumber: null },
  ...{ number: 'M-1', lang: 'ko', consents: CONSENTS },
}
const cap = {
  ...{ sku: 'CAP', title: '모자', quantity: 2, placedQuantity: 2, unitPrice: 10_000 },
  ...{ configurationId: null, configuration: null },
}
const order = {
  ...{ id: 1, code: 'ABC', state: 'Shipped', active: 0 as const, placedAt: '2026-11-22 12:00:00.000', customerId: 1 },
  ...{ externalRef: null, storeId: null, total: 23_000 },
} as const
const saved = {
  ...{ key: 'c-1', name: '내 신발', revision: 3, customerId: 1 },
  document: '{"familyId":"shoe","choices":{"size":"240"},"discarded":false}',
}
const shop: ShopFile = {
  customers: [minji, { ...minji, id: 9, emailAddress: 'walk-in@example.test' }],
  addresses: [{ customerId: 1, area: '04799 서울 성동구', streetLine1: '고래물길 27', streetLine2: '1204호' }],
  orders: [order, { ...order, id: 2, code: 'CART', state: 'AddingItems', active: 1 as const, placedAt: null }],
  lines: [
    { ...cap, orderId: 1 },
    { ...cap, orderId: 2, quantity: 1 },
  ],
  payments: [],
  saved: [saved],
  variants: [
    { id: 1, sku: 'CAP', price: 10_000 },
    { id: 2, sku: 'family-shoe', price: 1 },
  ],
  levels: [
    { sku: 'CAP', location: 'Seongsu Flagship', onHand: 7, allocated: 2 },
    { sku: 'CAP', location: 'somewhere else', onHand: 1, allocated: 0 },
  ],
}
const history = {
  ...{ customerId: 'alias-1', placedAt: Date.UTC(2026, 10, 22, 12), number: 'ABC', channel: 'web', state: 'shipped' },
  ...{ total: 23_000, units: 2 },
}
const store: StoreFile = {
  ...{ orders: [], orderLines: [], outbox: [], setAside: [] },
  customers: [
    {
      ...{ id: 'alias-1', number: 'M-1', name: '김민지', lang: 'ko' },
      addresses: JSON.stringify(['04799 서울 성동구\n고래물길 27\n****호']),
    },
  ],
  identifiers: [{ kind: 'email', digest: 'email:m@example.test', customerId: 'alias-1' }],
  history: [history],
  historyLines: [{ number: 'ABC', sku: 'CAP', quantity: 2, total: 20_000 }],
  configurations: [
    { id: 'c-1', customerId: 'alias-1', familyId: 'shoe', revision: 3, name: '내 신발', choices: '{"size":"240"}' },
  ],
  carts: [
    { id: '2', customerId: 'alias-1', lines: '[{"sku":"CAP","quantity":1,"total":{"minor":10000,"currency":"KRW"}}]' },
  ],
  skus: [{ sku: 'CAP', price: 10_000 }],
  levels: [
    { sku: 'CAP', locationId: 'seongsu', onHand: 7, held: 2, isCountedHere: 0 },
    { sku: 'GONE', locationId: 'seongsu', onHand: 3, held: 0, isCountedHere: 0 },
  ],
}
const tables = (changed: Partial<ShopFile>, rest: Partial<StoreFile> = {}) =>
  judgeMirror({ ...shop, ...changed }, { ...store, ...rest }, rules).map(({ what }) => what.split(/[ :]/)[0])

describe('the copy in the store', () => {
  test('that has every row of the shop, and no other, is the shop', () => {
    expect(judgeMirror(shop, store, rules)).toEqual([])
  })
  test('is another where a row is missing, too many, or older', () => {
    expect(tables({}, { carts: [] })).toEqual(['cart'])
    expect(tables({ variants: [] })).toEqual(['sku'])
    expect(tables({}, { history: [{ ...history, state: 'confirmed' }] })).toEqual(['history'])
    expect(tables({ addresses: [] })).toEqual(['customer'])
    expect(tables({ levels: [] })).toEqual(['stock'])
    expect(tables({ saved: [{ ...saved, revision: 4 }] })).toEqual(['configuration'])
    expect(tables({}, { historyLines: [] })).toEqual(['history'])
  })
  test('need not have what the store counts itself', () => {
    const [level] = store.levels
    if (level === undefined) throw new Error('there is one above')
    expect(tables({}, { levels: [{ ...level, onHand: 1 }] })).toEqual(['stock'])
    expect(tables({}, { levels: [{ ...level, onHand: 1, isCountedHere: 1 }] })).toEqual([])
  })
  test('keeps history, configurations and carts of those only who let it', () => {
    const silent = { ...minji, consents: '{"history.view":"withdrawn"}' }
    expect(tables({ customers: [silent] })).toEqual(['history', 'configuration', 'cart'])
    expect(tables({ customers: [silent] }, { history: [], configurations: [], carts: [] })).toEqual([])
  })
  test('that is quite another is told with a few rows and a number', () => {
    const many = Array.from({ length: 20 }, (_, id) => ({ id, sku: `S-${id}`, price: 1 }))
    const violations = judgeMirror({ ...shop, variants: many }, store, rules)
    expect(violations).toHaveLength(6)
    expect(violations.at(-1)?.what).toBe('sku: 16 more rows differ')
  })
})
