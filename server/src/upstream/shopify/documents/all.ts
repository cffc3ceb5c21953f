import * as carts from './carts.ts'
import * as customers from './customers.ts'
import * as orders from './orders.ts'
import * as probe from './probe.ts'
import * as products from './products.ts'
import * as stock from './stock.ts'
import * as writes from './writes.ts'

/**
 * Every document that is ever sent, by the name of its constant. All of them are the same on every supported version: none uses
 * `@idempotent(key:)`, which exists from 2026-01 and which `orderCreate` does not know.
 */
export const DOCUMENTS: Readonly<Record<string, string>> = {
  ...customers,
  ...orders,
  ...carts,
  ...products,
  ...stock,
  ...probe,
  ...writes,
}
