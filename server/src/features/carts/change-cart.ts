import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Handler } from '../../transport/handler.ts'
import type { CartDeps } from './add-to-cart.ts'
import { priceCart, shownOf } from './price-cart.ts'

/** Changes how many of a line, or how they reach the shopper. None takes the line out. */
export function createChange(deps: CartDeps): Handler<'carts:change'> {
  return (caller, { commandId, visitId, lineId, quantity, fulfilment }) =>
    deps.once(
      commandId,
      caller.deviceId,
      (): Answer<'carts:change'> => {
        const visit = deps.visits.open(visitId, caller)
        if (visit === null) return refuse('no-such-visit')
        const lines = deps.sql.lines(visit.id)
        const line = lines.find(({ id }) => id === lineId)
        if (line === undefined) return refuse('no-such-line')
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
        deps.visits.publish(visit.id, 'cart.changed', commandId)
        return ok(deps.views.view(visit))
      },
      () => visitId,
    )
}
