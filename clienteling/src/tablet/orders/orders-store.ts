import { ORDER_TRANSITIONS } from '@dangol/domain/orders/states.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import type { CommandId } from '@dangol/domain/ids/ids.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import { defineStore } from 'pinia'
import { aggregateOf, useOutboxStore } from '../../app/outbox-store.ts'
import type { Handed } from '../../app/outbox-store.ts'
import { useStaffContext } from '../../app/staff-context.ts'

/** Moving orders on. The orders themselves are part of the floor. */
export const useOrdersStore = defineStore('orders', () => {
  const { ids } = useStaffContext()
  const outbox = useOutboxStore()
  return {
    move: (order: OrderView, to: OrderState): Promise<Handed<'orders:move'>> =>
      outbox.hand(
        'orders:move',
        { commandId: ids.next<CommandId>(), orderId: order.id, to },
        aggregateOf('order', order.id),
      ),
  }
})

/**
 * Where an order can sensibly go next, cancelling last. What is made to order goes into production before it can be ready;
 * what is delivered is shipped, and what is picked up is made ready.
 */
export function nextStates(order: OrderView): OrderState[] {
  const madeToOrder = order.lines.some((line) => line.configurationId !== null)
  const delivered = order.lines.some((line) => line.fulfilment === 'delivery')
  const sensible = ORDER_TRANSITIONS[order.state].filter((to) => {
    if (to === 'in_production') return madeToOrder
    if (to === 'shipped') return delivered
    return to !== 'ready' || !(order.state === 'confirmed' && madeToOrder)
  })
  return sensible
}
