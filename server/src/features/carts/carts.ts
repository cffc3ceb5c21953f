import { cartTotal, cartUnits } from '@dangol/domain/carts/total.ts'
import type { Db } from '../../db/open.ts'
import type { CartContents, OrderableCart } from '../../ports/selling.ts'
import type { OpenVisit, VisitMemory, VisitParts } from '../../ports/visits.ts'
import type { Handlers } from '../../transport/handler.ts'
import { createAdd } from './add-to-cart.ts'
import type { CartDeps } from './add-to-cart.ts'
import { prepareCarts } from './carts.sql.ts'
import { createChange } from './change-cart.ts'
import { priceCart } from './price-cart.ts'

export interface CartsDeps extends Omit<CartDeps, 'sql'> {
  readonly db: Db
}

export interface CartsFeature extends Pick<VisitParts, 'cartOf'>, OrderableCart, CartContents, VisitMemory {
  readonly handlers: Handlers<'carts:add' | 'carts:change'>
  unitsOf(visit: OpenVisit): number
}

/** Carts: what a visit wants, how it wants it, and what of it can be had. A cart holds nothing; an order does. */
export function createCarts(deps: CartsDeps): CartsFeature {
  const sql = prepareCarts(deps.db)
  const parts = { ...deps, sql }
  const linesOf = (visit: OpenVisit) => priceCart(deps, visit, sql.lines(visit.id))
  return {
    handlers: { 'carts:add': createAdd(parts), 'carts:change': createChange(parts) },
    cartOf(visit) {
      const lines = linesOf(visit).map(({ view }) => view)
      return { lines, total: cartTotal(lines, deps.store.currency), units: cartUnits(lines) }
    },
    unitsOf: (visit) => sql.units(visit.id),
    linesOf,
    configurationsIn: sql.configurationsIn,
    empty: (visit) => sql.empty(visit.id),
    forgetVisit: (visitId) => sql.empty(visitId),
  }
}
