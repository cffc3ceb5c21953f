import { CART_LINES_MAX, LINE_UNITS_MAX, lineToJoin } from '@dangol/domain/carts/join.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import { zero } from '@dangol/domain/money/arithmetic.ts'
import { addWorkingDays, dateInZone } from '@dangol/domain/time/calendar.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { Answer, Input } from '@dangol/protocol/requests.ts'
import type { Once } from '../../commands/once.ts'
import type { OpenVisit, VisitViews, Visits } from '../../ports/visits.ts'
import type { Handler } from '../../transport/handler.ts'
import type { CartLine, CartsSql, Shown } from './carts.sql.ts'
import { priceCart, shownOf } from './price-cart.ts'
import type { PriceDeps } from './price-cart.ts'

/** A guess shown as an estimate beside 'sold out'; nothing is ever ordered on it. */
const RESTOCK_DAYS = 14
const RESTOCK: Localised = { ko: '재입고 예상', en: 'Expected back in stock' }

export interface CartDeps extends PriceDeps {
  readonly clock: Clock
  readonly once: Once
  readonly store: Store
  readonly visits: Visits
  readonly views: VisitViews
  readonly sql: CartsSql
  readonly addresses: Addresses
}

/** Where a delivery would go, as far as a cart needs it. */
interface Addresses {
  readonly lacks: (customerId: CustomerId) => boolean
  /** The retailer's shop is asked of them once more, soon: who reads that an address is missing may have added it just now. */
  readonly askAgain: (customerId: CustomerId) => void
}

/**
 * Puts a thing into the cart. The same thing for the same way joins its line; two configurations never join, however alike.
 * Without a way given, the best possible one is taken.
 */
export function createAdd(deps: CartDeps): Handler<'carts:add'> {
  return (caller, input) =>
    deps.once(
      input.commandId,
      caller.deviceId,
      (): Answer<'carts:add'> => {
        const visit = deps.visits.open(input.visitId, caller)
        if (visit === null) return refuse('no-such-visit')
        const refusal = unfitFor(deps, visit, input)
        if (refusal !== null) return refusal
        const lines = deps.sql.lines(visit.id)
        // The same line id under another command: the caller's own repetition.
        if (!lines.some((line) => line.id === input.lineId)) {
          const same = joined(lines, input)
          const line = same ?? newLine(deps, input)
          if (line.quantity > LINE_UNITS_MAX || (same === null && lines.length >= CART_LINES_MAX))
            return refuse('cart-full')
          const others = lines.filter(({ id }) => id !== line.id)
          const isWayGiven = same !== null || input.fulfilment !== null
          deps.sql.put(visit.id, settled(deps, visit, [...others, line], isWayGiven))
        }
        deps.visits.reached(visit.id, 'in-cart')
        deps.visits.publish(visit.id, 'cart.changed', input.commandId)
        return ok(deps.views.view(visit))
      },
      () => input.visitId,
    )
}

function unfitFor({ book, configurations }: CartDeps, visit: OpenVisit, { item }: Input<'carts:add'>) {
  if (item.kind === 'stocked') return book.sku(item.sku) === null ? refuse('unknown-sku') : null
  const found = configurations.find(item.configurationId, visit)
  if (found === null) return refuse('no-such-configuration')
  switch (found.validity.state) {
    case 'valid':
      return null
    case 'incomplete':
      return refuse('configuration-incomplete')
    case 'invalid':
      return refuse('configuration-invalid')
  }
}

function joined(lines: readonly CartLine[], asked: Input<'carts:add'>): CartLine | null {
  const same = lineToJoin(lines, asked)
  return same === null ? null : { ...same, quantity: same.quantity + asked.quantity }
}

function newLine(deps: CartDeps, { lineId, item, quantity, fulfilment }: Input<'carts:add'>): CartLine {
  return { id: lineId, item, quantity, fulfilment: fulfilment ?? 'pick-up', shown: unseen(deps, item) }
}

/** Chooses the way of the last line when none was given or the given one is not possible, and remembers it as it is now. */
function settled(deps: CartDeps, visit: OpenVisit, lines: CartLine[], isWayGiven: boolean): CartLine {
  const line = lines.at(-1)
  const asGiven = isWayGiven ? priceCart(deps, visit, lines).at(-1)?.view : undefined
  const view = asGiven?.problem === null ? asGiven : priceCart(deps, visit, lines, line?.id).at(-1)?.view
  if (line === undefined || view === undefined) throw new Error('a cart lost the line that was just added')
  return { ...line, fulfilment: view.fulfilment, shown: shownOf(view) }
}

/** What stands in for a date until there is one. */
function unseen({ book, clock, store }: CartDeps, item: CartLine['item']): Shown {
  const today = dateInZone(clock.nowMs(), store.timeZone)
  const promise: Shown['promise'] = {
    date: addWorkingDays(today, RESTOCK_DAYS, store),
    basis: 'estimate',
    steps: [{ kind: 'stock', what: RESTOCK, days: RESTOCK_DAYS }],
    provisional: true,
  }
  const sku = item.kind === 'stocked' ? book.sku(item.sku) : null
  return sku === null
    ? { sku: 'unknown' as Shown['sku'], title: store.title, unitPrice: zero(store.currency), promise }
    : { sku: sku.sku, title: sku.title, unitPrice: sku.price, promise }
}
