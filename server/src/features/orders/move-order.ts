import type { OrderId } from '@dangol/domain/ids/ids.ts'
import { moveOrder, ORDER_STATES, ORDER_TRANSITIONS } from '@dangol/domain/orders/states.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Once } from '../../commands/once.ts'
import type { OrderableConfigurations } from '../../ports/configurations.ts'
import type { PromiseDesk } from '../../ports/selling.ts'
import type { Outbox, ShopSink } from '../../shop-port.ts'
import type { Handler } from '../../transport/handler.ts'
import type { OrderLifeSql } from './order-life.sql.ts'
import type { TellChanged } from './orders.ts'
import type { OrdersSql } from './orders.sql.ts'

interface StepDeps {
  readonly sql: Pick<OrdersSql, 'find'>
  readonly life: Pick<OrderLifeSql, 'move'>
  readonly clock: Clock
  readonly desk: PromiseDesk
  readonly configurations: Pick<OrderableConfigurations, 'notOrdered'>
}
interface MoveDeps {
  readonly sql: Pick<OrdersSql, 'find'>
  readonly once: Once
  readonly tellChanged: TellChanged
}
/** Moves an order on by one legal step, its goods with it, and writes down who did it. */
export type Step = (order: { id: OrderId; state: OrderState }, to: OrderState, movedBy: string) => void

export function createStep({ sql, life, clock, desk, configurations }: StepDeps): Step {
  const giveBack = (id: OrderId): void => {
    const order = sql.find(id)
    for (const { configurationId } of order?.view.lines ?? [])
      if (order !== null && configurationId !== null) configurations.notOrdered(order.visitId, configurationId)
  }
  return ({ id, state }, to, movedBy) => {
    life.move({ orderId: id, from: state, to, at: clock.nowMs(), movedBy })
    desk.moved(id, to)
    if (to === 'cancelled') giveBack(id)
  }
}

/** Staff moves an order on: ready, handed over, cancelled. */
export function createMove(
  deps: MoveDeps & { readonly step: Step; readonly outbox: Pick<Outbox, 'orderCancelled'> },
): Handler<'orders:move'> {
  return (caller, { commandId, orderId, to }) =>
    deps.once(commandId, caller.deviceId, (): Answer<'orders:move'> => {
      const order = deps.sql.find(orderId)
      if (order === null) return refuse('no-such-order')
      if (!moveOrder(order.view.state, to).ok) return refuse('illegal-transition')
      deps.step(order.view, to, caller.associate ?? caller.deviceId)
      if (to === 'cancelled') deps.outbox.orderCancelled(orderId)
      return ok(deps.tellChanged('order.moved', orderId, commandId))
    })
}

/**
 * Follows the shop's word on an order of ours. The shop may skip states we pass through, so the shortest legal way is walked;
 * a state that cannot be reached from here is one the order is past, and is not believed.
 */
export function createFollowShop(deps: MoveDeps & { step: Step }): ShopSink<'order-state'> {
  return ({ value: { orderId, state } }) => {
    const order = deps.sql.find(orderId)
    const to = ORDER_STATES.find((known) => known === state)
    if (order === null || to === undefined) return
    const way = shortestWay(order.view.state, to)
    if (way === null || way.length === 0) return
    let at = order.view.state
    for (const next of way) {
      deps.step({ id: orderId, state: at }, next, 'online-shop')
      at = next
    }
    deps.tellChanged('order.moved', orderId, null)
  }
}

/** States to pass through, the last one included; empty when already there, null when there is no way. */
export function shortestWay(from: OrderState, to: OrderState): OrderState[] | null {
  const ways: OrderState[][] = [[]]
  const seen = new Set<OrderState>([from])
  for (const way of ways) {
    const at = way.at(-1) ?? from
    if (at === to) return way
    for (const next of ORDER_TRANSITIONS[at]) {
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return null
}
