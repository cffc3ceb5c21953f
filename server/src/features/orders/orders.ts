import type { CommandId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import { dateInZone, startOfDayMs } from '@dangol/domain/time/calendar.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { OrderView } from '@dangol/protocol/orders.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import type { Once } from '../../commands/once.ts'
import type { Db } from '../../db/open.ts'
import type { OrderableConfigurations } from '../../ports/configurations.ts'
import type { OrderFigures } from '../../ports/figures.ts'
import type { CustomerMemory, Profiles } from '../../ports/people.ts'
import type { OrderableCart, PromiseDesk, OrderBook } from '../../ports/selling.ts'
import type { ChangeLog, SnapshotProvider } from '../../ports/sync.ts'
import type { VisitParts, Visits } from '../../ports/visits.ts'
import type { DeliveredOrders, Outbox, ShopSink } from '../../shop-port.ts'
import type { Handlers } from '../../transport/handler.ts'
import { createCancel, mayCancel } from './cancel-refused.ts'
import { createFollowShop, createMove, createStep } from './move-order.ts'
import { prepareOrderLife } from './order-life.sql.ts'
import { prepareOrders } from './orders.sql.ts'
import { createPlace } from './place-order.ts'

/** A tablet shows the day's orders and the open ones; a store with more open ones than this has another problem. */
const FLOOR_ORDERS_MAX = 500

export interface OrdersDeps {
  readonly db: Db
  readonly clock: Clock
  readonly store: Store
  readonly once: Once
  readonly log: ChangeLog
  readonly visits: Visits
  readonly carts: OrderableCart
  readonly configurations: Pick<OrderableConfigurations, 'ordered' | 'notOrdered'>
  readonly desk: PromiseDesk
  readonly outbox: Outbox
  readonly members: Pick<Profiles, 'lacksAddress'>
}

export interface OrdersFeature
  extends Pick<VisitParts, 'ordersOf'>, DeliveredOrders, OrderFigures, OrderBook, CustomerMemory {
  readonly handlers: Handlers<'orders:place' | 'orders:move'>
  /** Today's and the open orders, for the floor. */
  readonly snapshot: SnapshotProvider
  readonly sink: ShopSink<'order-state'>
}

/** Tells the floor of an order. */
export type TellOrder = (type: string, order: OrderView, commandId: CommandId | null) => void
/** Tells the floor, and the visit it was placed in, how an order stands now. */
export type TellChanged = (type: string, orderId: OrderId, commandId: CommandId | null) => OrderView

/** Orders placed in this store, from the cart to the customer's hands. */
export function createOrders(deps: OrdersDeps): OrdersFeature {
  const { clock, store } = deps
  const sql = prepareOrders(deps.db)
  const life = prepareOrderLife(deps.db)
  const tell: TellOrder = (type, order, commandId) => {
    deps.log.append({ type, commandId, topic: 'floor', puts: [putOf(order)] })
  }
  const tellChanged: TellChanged = (type, orderId, commandId) => {
    const order = sql.find(orderId)
    if (order === null) throw new Error(`order ${orderId} changed and is not there`)
    tell(type, order.view, commandId)
    if (deps.visits.isOpen(order.visitId)) deps.visits.publish(order.visitId, type, commandId)
    return order.view
  }
  const step = createStep({ ...deps, sql, life })
  const parts = { ...deps, sql, life, tell, tellChanged, step }
  return {
    handlers: { 'orders:place': createPlace(parts), 'orders:move': createMove(parts) },
    ordersOf: (visit) => sql.ofVisit(visit.id),
    snapshot(topic) {
      if (topic !== 'floor') return []
      const startOfToday = startOfDayMs(dateInZone(clock.nowMs(), store.timeZone), store.timeZone)
      return sql.onFloor(startOfToday, FLOOR_ORDERS_MAX).map(putOf)
    },
    sink: createFollowShop(parts),
    delivered(orderId, shopNumber) {
      const order = sql.find(orderId)
      if (order === null || order.view.upstreamNumber === shopNumber) return
      life.delivered(orderId, shopNumber)
      if (order.view.state === 'placed') step(order.view, 'confirmed', 'online-shop')
      tellChanged('order.delivered', orderId, null)
    },
    rejected(orderId, why) {
      if (sql.find(orderId)?.view.upstream !== 'waiting') return
      life.rejected(orderId, clock.nowMs(), why)
      tellChanged('order.rejected', orderId, null)
    },
    waitsAgain(orderId) {
      if (sql.find(orderId)?.view.upstream !== 'rejected') return
      life.waitsAgain(orderId)
      tellChanged('order.waits-again', orderId, null)
    },
    numberOf: (orderId) => sql.find(orderId)?.view.number ?? null,
    isCancelled: (orderId) => sql.find(orderId)?.view.state === 'cancelled',
    mayCancel: (orderId) => mayCancel(sql.find(orderId)),
    cancel: createCancel(parts),
    figures: (fromMs, toMs) => life.figures(fromMs, toMs),
    recent: (max) => sql.recent(max),
    rejections: () => life.rejections(),
    forgetCustomer: (customerId) => life.forgetCustomer(customerId),
  }
}

const putOf = (order: OrderView): Put => ({ kind: 'order', id: order.id, value: order })
