import type { Feed } from '@dangol/protocol/link.ts'
import type { Capabilities } from '../../connector.ts'
import type { VendureMapping } from '../config.ts'
import type { ListOptions } from '../documents/list.ts'
import type { Reading } from '../documents/reading.ts'
import { mapConfiguration } from '../map/configurations.ts'
import { mapCustomer } from '../map/customers.ts'
import { mapStock, mapVariant } from '../map/goods.ts'
import type { MapRow } from '../../adapters/judge.ts'
import { FINAL_STATES, mapCart, mapOrder } from '../map/orders.ts'
import { createShopMoney } from '../money.ts'
import type { Facts } from '../facts.ts'
import type { ConnectorDeps } from '../../connector.ts'

type Filter = NonNullable<ListOptions['filter']>

/** How one feed is read. */
export interface Plan {
  readonly question: Reading['orders']
  readonly map: MapRow
  /** Rows that the feed is made of. */
  readonly whole: Filter
  /** Of what has changed: wider than the whole where a row may have left it. */
  readonly changed: Filter
  /** Rows that change without their time stamp moving; null where no question finds them. */
  readonly unsaid: Filter | null
}

/**
 * What Vendure's time stamps are worth (measured on 3.7): a new address does not move a customer; payment, shipment and delivery do not
 * move an order; a new cart line does not always move a cart; a product that is withdrawn does not move its variants; and what is
 * allocated does not move the variant that it is taken from. A deleted row just is no more, in every feed.
 */
export const feedsOf = (mapping: VendureMapping): Capabilities['feeds'] => ({
  customers: 'lossy',
  orders: 'lossy',
  ...(mapping.savedConfigurations === null ? {} : { configurations: 'reliable' }),
  carts: 'lossy',
  products: 'lossy',
  stock: 'lossy',
})

const PLACED: Filter = { active: { eq: false }, orderPlacedAt: { isNull: false } }
const OPEN_CART: Filter = { active: { eq: true } }

export interface PlanDeps extends Pick<ConnectorDeps, 'keys' | 'store'> {
  readonly mapping: VendureMapping
  readonly reading: Reading
}

/** Null for a feed that this shop does not have. */
export function planOf(feed: Feed, { mapping, reading, keys, store }: PlanDeps, facts: Facts): Plan | null {
  const money = createShopMoney(facts.precision, store.currency)
  const orders = { keys, money, storeId: store.id, walkInEmail: mapping.walkIn.emailAddress }
  const goods = { money, familySkus: new Set<string>(Object.values(mapping.families)), locations: facts.locations }
  const all = { whole: {}, changed: {}, unsaid: null }
  switch (feed) {
    case 'log':
      return null
    case 'customers': {
      const { lang, walkIn, customer } = mapping
      const hasConsents = customer.consents !== undefined
      const map = mapCustomer({ keys, lang, walkInEmail: walkIn.emailAddress, hasConsents })
      return { question: reading.customers, map, ...all }
    }
    case 'orders': {
      const unsaid = { ...PLACED, state: { notIn: FINAL_STATES } }
      return { question: reading.orders, map: mapOrder(orders), whole: PLACED, changed: PLACED, unsaid }
    }
    case 'carts':
      return { question: reading.carts, map: mapCart(orders), whole: OPEN_CART, changed: {}, unsaid: OPEN_CART }
    case 'configurations': {
      const question = reading.configurations
      return question === null ? null : { question, map: mapConfiguration(keys), ...all }
    }
    case 'products':
      // A product that is withdrawn or sold again does not move its variants, and what is withdrawn must not be sold till night.
      return { question: reading.variants, map: mapVariant(goods), whole: {}, changed: {}, unsaid: {} }
    case 'stock':
      return { question: reading.stock, map: mapStock(goods), whole: {}, changed: {}, unsaid: {} }
  }
}
