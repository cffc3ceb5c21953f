import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
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
        else {
          const changed = { ...line, quantity, fulfilment }
          const priced = priceCart(
            deps,
            visit,
            lines.map((each) => (each.id === lineId ? changed : each)),
          ).find(({ view }) => view.id === lineId)
          if (priced === undefined || priced.view.problem === 'sold-out') return refuse('fulfilment-not-possible')
          // A line that is out of order for another reason keeps its way, whatever is asked.
          if (priced.demand === null && fulfilment !== line.fulfilment) return refuse('fulfilment-not-possible')
          deps.sql.put(visit.id, { ...changed, shown: priced.demand === null ? line.shown : shownOf(priced.view) })
        }
        const { customerId } = visit
        if (quantity > 0 && fulfilment === 'delivery' && customerId !== null && deps.addresses.lacks(customerId))
          deps.addresses.askAgain(customerId)
        deps.visits.publish(visit.id, 'cart.changed', commandId)
        return ok(deps.views.view(visit))
      },
      () => visitId,
    )
}

const isAs = (line: CartLine, other: Pick<CartLine, 'quantity' | 'fulfilment'>): boolean =>
  line.quantity === other.quantity && line.fulfilment === other.fulfilment
