import { moveOrder } from '@dangol/domain/orders/states.ts'
import type { DeliveredOrders } from '../../shop-port.ts'
import type { Step } from './move-order.ts'
import type { TellChanged } from './orders.ts'
import type { OrdersSql, StoredOrder } from './orders.sql.ts'

/** It is cancelled already, or its state lets it be; what was handed over is not. */
export const mayCancel = (order: StoredOrder | null): boolean =>
  order !== null && (order.view.state === 'cancelled' || moveOrder(order.view.state, 'cancelled').ok)

/**
 * Cancels an order that the online shop will not get: goods and workshop are free again, and what was configured for it is unfinished
 * again. Staff may have cancelled it before. Throws for an order whose state does not allow it.
 */
export function createCancel(deps: {
  readonly sql: Pick<OrdersSql, 'find'>
  readonly step: Step
  readonly tellChanged: TellChanged
}): DeliveredOrders['cancel'] {
  return (orderId, by) => {
    const order = deps.sql.find(orderId)
    if (order === null || !mayCancel(order)) throw new Error(`order ${orderId} cannot be cancelled`)
    if (order.view.state === 'cancelled') return
    deps.step(order.view, 'cancelled', by)
    deps.tellChanged('order.moved', orderId, null)
  }
}
