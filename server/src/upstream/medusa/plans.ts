import type { Feed } from '@dangol/protocol/link.ts'
import type { MapRow } from '../adapters/judge.ts'
import type { Query } from './admin.ts'
import type { MedusaLink } from './config.ts'
import { mapCustomer } from './map-customer.ts'
import { mapInventory, mapVariant } from './map-goods.ts'
import { mapOrder } from './map-order.ts'
import type { OrderMapping } from './map-order.ts'
import { CUSTOMER_FIELDS, INVENTORY_FIELDS, ORDER_FIELDS, VARIANT_FIELDS } from './rows.ts'

export type MedusaFeed = 'customers' | 'orders' | 'products' | 'stock'

/** How a feed is read. */
export interface Plan {
  readonly path: string
  /** Under which the answer holds the rows. */
  readonly list: string
  readonly fields: string
  /**
   * 'time': rows have a stamp that moves with them, and can be told apart by id. 'round': what is told of a row changes without a
   * stamp (a price, a level), so each asking reads the next page, round and round.
   */
  readonly by: 'time' | 'round'
  /** Which rows may change without the feed saying so; null where only the comparison knows. */
  readonly unsaid: Query | null
  readonly map: MapRow
}

/**
 * The feeds that an Admin API gives. There is none of carts: it does not list them. There is none of saved configurations: Medusa
 * keeps none, and the metadata of a customer is the shopper's own to overwrite, without a revision that a save could name; they
 * stay with the member service.
 */
export function plansOf(mapping: OrderMapping & { link: MedusaLink }): Readonly<Record<MedusaFeed, Plan>> {
  const { link } = mapping
  return {
    customers: {
      ...{ path: '/admin/customers', list: 'customers', fields: CUSTOMER_FIELDS, by: 'time', unsaid: null },
      map: mapCustomer(mapping),
    },
    orders: {
      ...{ path: '/admin/orders', list: 'orders', fields: ORDER_FIELDS, by: 'time' },
      // A payment does not move the stamp of its order.
      unsaid: { status: ['pending', 'requires_action'] },
      map: mapOrder(mapping),
    },
    products: {
      ...{ path: '/admin/product-variants', list: 'variants', fields: VARIANT_FIELDS, by: 'round', unsaid: null },
      map: mapVariant(link),
    },
    stock: {
      ...{
        path: '/admin/inventory-items',
        list: 'inventory_items',
        fields: INVENTORY_FIELDS,
        by: 'round',
        unsaid: null,
      },
      map: mapInventory(link),
    },
  }
}

export const isMedusaFeed = (feed: Feed): feed is MedusaFeed =>
  feed === 'customers' || feed === 'orders' || feed === 'products' || feed === 'stock'
