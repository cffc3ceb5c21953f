import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import type { Handler } from '../../transport/handler.ts'
import type { CartDeps } from './add-to-cart.ts'
import type { CartLine } from './carts.sql.ts'
import { priceCart, shownOf } from './price-cart.ts'

/**
 * Changes how many of a line, or how they reach the shopper. None takes the line out. A line that is not as the person saw it
 * stays as somebody else left it, unless that is what is wanted (H6).
 */
export function createChange(deps: CartDeps): Handler<'carts:change'> {
  return (caller, { commandId, visitId, lineId, quantity, fulfilment, seen }) =>
    deps.once(
      commandId,
      caller.deviceId,
      (): Answer<'carts:change'> => {
        const visit = deps.visits.open(visitId, caller)
        if (visit === null) return refuse('no-such-visit')
        const lines = deps.sql.lines(visit.id)
        const line = lines.find(({ id }) => id === lineId)
        const isTakenOut = quantity === 0 && seen !== undefined
        if (line === undefined) return isTakenOut ? ok(deps.views.view(visit)) : refuse('no-such-line')
        if (seen !== undefined && !isAs(line, seen)) {
          return isAs(line, { quantity, fulfilment }) ? ok(deps.views.view(visit)) : refuse('changed-meanwhile')
        }
        if (quantity === 0) deps.sql.remove(visit.id, lineId)
        else if (!put(deps, visit, lines, line, { quantity, fulfilment })) return refuse('fulfilment-not-possible')
        if (quantity > 0 && fulfilment === 'delivery') askWhereTo(deps, visit)
        deps.visits.publish(visit.id, 'cart.changed', commandId)
        return ok(deps.views.view(visit))
      },
      () => visitId,
    )
}

type Wanted = Pick<CartLine, 'quantity' | 'fulfilment'>

/** Puts the line into the cart as it is wanted now; false where it cannot reach the shopper that way. */
function put(deps: CartDeps, visit: OpenVisit, lines: readonly CartLine[], line: CartLine, as: Wanted): boolean {
  const wanted = { ...line, ...as }
  const priced = priceCart(
    deps,
    visit,
    lines.map((each) => (each === line ? wanted : each)),
  ).find(({ view }) => view.id === line.id)
  if (priced === undefined || priced.view.problem === 'sold-out') return false
  // A line that is out of order for another reason keeps its way, whatever is asked.
  if (priced.demand === null && wanted.fulfilment !== line.fulfilment) return false
  deps.sql.put(visit.id, { ...wanted, shown: priced.demand === null ? line.shown : shownOf(priced.view) })
  return true
}

/** Whoever wants delivery and has no address may have given one meanwhile. */
function askWhereTo({ addresses }: CartDeps, { customerId }: OpenVisit): void {
  if (customerId !== null && addresses.lacks(customerId)) addresses.askAgain(customerId)
}

const isAs = (line: CartLine, other: Wanted): boolean =>
  line.quantity === other.quantity && line.fulfilment === other.fulfilment
