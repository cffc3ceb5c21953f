import type { ConfigurationId, CustomerId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { v7 } from 'uuid'
import { MUG, smallStore, SOCKS } from '../../../testing/small-shop.ts'
import type { FakeShopify } from './fake-shopify.ts'
import { digestOf } from './fake-writes.ts'

export const HOME_GID = 'gid://shopify/Location/11'
export const FAR_GID = 'gid://shopify/Location/12'
export const MUG_SKU = 'MUG-BASE'
export const SAVED = { namespace: 'dangol', key: 'configurations' } as const
export const CONSENTS = { namespace: 'dangol', key: 'consents' } as const
export const LANG = { namespace: 'dangol', key: 'lang' } as const

/** A customer with a saved mug, others, their orders, a cart, and goods in two places; gives the customer. */
export function seedShop({ state }: FakeShopify): string {
  for (const gid of [HOME_GID, FAR_GID]) state.locations.set(gid, true)
  state.definitions.set('dangol.configurations', 'json')
  state.definitions.set('dangol.consents', 'json')
  state.definitions.set('dangol.lang', 'single_line_text_field')
  const customers = ['민지', '서준', '하윤', '도윤'].map((firstName, index) => addCustomer(state, firstName, index))
  for (const [sku, price] of [
    [SOCKS, '12000'],
    [MUG_SKU, '20000'],
    ['CAP-01', '30000'],
  ] as const)
    addProduct(state, sku, price)
  for (const customer of customers) addOrder(state, customer)
  addCart(state, customers[0] ?? '')
  const [first = ''] = customers
  const value = JSON.stringify({ configurations: [savedMug(v7())] })
  state.customers.get(first)?.metafields.set('dangol.configurations', { value, digest: digestOf(value) })
  return first
}

type State = FakeShopify['state']

export function addCustomer(state: State, firstName: string, index = state.customers.size): string {
  const id = state.nextId('Customer')
  state.customers.set(id, {
    ...{ id, updated: state.now(), firstName, lastName: '김', locale: 'ko', marketingState: 'NOT_SUBSCRIBED' },
    email: `shopper${index}@example.test`,
    phone: `+8210123400${index}0`,
    addresses: [
      {
        address1: '테헤란로 12',
        address2: '1502호',
        city: '강남구',
        province: '서울',
        zip: '06234',
        country: '대한민국',
      },
    ],
    metafields: new Map([['dangol.lang', { value: 'ko', digest: digestOf('ko') }]]),
  })
  return id
}

export function addProduct(state: State, sku: string, price: string): string {
  const id = state.nextId('Product')
  const variant = state.nextId('ProductVariant')
  state.products.set(id, {
    ...{ id, updated: state.now(), title: `Product ${sku}`, productType: 'Things', status: 'ACTIVE' },
    variants: [{ id: variant, sku, title: 'Default Title', price }],
  })
  const item = state.nextId('InventoryItem').split('/').at(-1) ?? ''
  for (const location of [HOME_GID, FAR_GID]) {
    const level = `${state.nextId('InventoryLevel')}?inventory_item_id=${item}`
    const numbers = { onHand: 10, available: 8 }
    state.levels.set(level, { id: level, updated: state.now(), sku, tracked: true, location, ...numbers })
  }
  return id
}

export function addOrder(state: State, customer: string | null, sku: string = SOCKS): string {
  const id = state.nextId('Order')
  state.orders.set(id, {
    ...{
      id,
      name: `#${id.split('/').at(-1) ?? ''}`,
      made: state.now(),
      updated: state.now(),
      processedAt: state.now(),
    },
    ...{ cancelledAt: null, sourceName: 'web', sourceIdentifier: null, status: 'UNFULFILLED', customer },
    lines: [{ sku, title: 'Running socks', quantity: 2, unit: '12000.0', attributes: [] }],
    transactions: [
      {
        ...{ kind: 'SALE', status: 'SUCCESS', gateway: 'shopify_payments' },
        amountSet: { shopMoney: { amount: '24000.0', currencyCode: 'KRW' } },
      },
    ],
    fulfillments: [],
    total: '24000.0',
  })
  return id
}

export function addCart(state: State, customer: string | null): string {
  const id = state.nextId('AbandonedCheckout')
  const lines = [{ sku: 'CAP-01', title: 'Cap', quantity: 1, unit: '30000', attributes: [] }]
  state.carts.set(id, { id, updated: state.now(), completedAt: null, customer, lines })
  return id
}

export const savedMug = (id: string, revision = 1) => ({
  ...{ id, familyId: MUG, modelVersion: 1, revision, name: 'Mine', personaId: null, secret: false },
  choices: { kind: 'table', colour: 'blue' },
  ...{ origin: 'online', savedAt: Date.UTC(2026, 10, 1), discarded: false },
})

/** Socks to carry out and a mug to be made. */
export function newOrder(clock: Clock, customerId: CustomerId | null): ShopOrder {
  const money = (minor: number) => ({ minor, currency: 'KRW' as const })
  const promise = { date: '2026-12-01', basis: 'on-shelf' as const, steps: [], provisional: false }
  const id = v7() as ConfigurationId
  const mug = { ...savedMug(id), familyId: MUG, id }
  const { origin, savedAt, discarded, ...configuration } = mug
  return {
    ...{ orderId: v7() as OrderId, storeId: smallStore.id, storeNumber: 'S-1', customerId, placedAt: clock.nowMs() },
    total: money(49_000),
    lines: [
      {
        ...{ sku: SOCKS, title: { ko: '러닝 양말', en: 'Running socks' }, quantity: 2 },
        ...{ unitPrice: money(12_000), total: money(24_000), fulfilment: 'carry-out', promise, configuration: null },
      },
      {
        ...{ sku: 'MG-7K3M9QXA', title: { ko: '머그', en: 'Mug' }, quantity: 1, unitPrice: money(25_000) },
        ...{ total: money(25_000), fulfilment: 'pick-up', promise, configuration },
      },
    ],
  }
}
