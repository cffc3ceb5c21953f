import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Cart, Customer, Level, Order, Product } from './fake-records.ts'

/** A shop in memory. */
export interface FakeState {
  readonly clock: Clock
  currency: string
  scopes: string[]
  /** By 'namespace.key': the type of the definition. */
  readonly definitions: Map<string, string>
  readonly customers: Map<string, Customer>
  readonly orders: Map<string, Order>
  readonly carts: Map<string, Cart>
  readonly products: Map<string, Product>
  readonly levels: Map<string, Level>
  readonly locations: Map<string, boolean>
  /** How long a search does not have what is new; milliseconds. */
  lagMs: number
  /** Errors that the next order meets, as Shopify words them. */
  refuseOrder: { code: string | null; field: string[] | null; message: string } | null
  now(): string
  nextId(type: string): string
}

export function createFakeState(clock: Clock): FakeState {
  let serial = 1_000
  return {
    clock,
    currency: 'KRW',
    scopes: ['read_all_orders', 'write_customers', 'write_orders', 'read_products', 'read_inventory', 'read_locations'],
    definitions: new Map(),
    customers: new Map(),
    orders: new Map(),
    carts: new Map(),
    products: new Map(),
    levels: new Map(),
    locations: new Map(),
    lagMs: 0,
    refuseOrder: null,
    // Whole seconds, as Shopify keeps them.
    now: () => new Date(Math.floor(clock.nowMs() / 1_000) * 1_000).toISOString().replace('.000Z', 'Z'),
    nextId(type) {
      serial += 1
      return `gid://shopify/${type}/${serial}`
    },
  }
}
