import type { CustomerId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import type { Db } from '../../db/open.ts'

export interface Move {
  readonly orderId: OrderId
  readonly from: OrderState
  readonly to: OrderState
  readonly at: number
  /** Associate, device or 'online-shop'. */
  readonly movedBy: string
}

/** What happens to an order after it was placed, and what the office counts. */
export function prepareOrderLife(db: Db) {
  const setState = db.prepare<[OrderState, OrderId]>('update orders set state = ? where id = ?')
  const addMove = db.prepare<[Move]>(
    `insert into order_moves (order_id, step, from_state, to_state, at, moved_by)
     values (:orderId, (select coalesce(max(step), 0) + 1 from order_moves where order_id = :orderId),
       :from, :to, :at, :movedBy)`,
  )
  const moves = db.prepare<[OrderId], Omit<Move, 'orderId'>>(
    `select from_state as "from", to_state as "to", at, moved_by as movedBy
     from order_moves where order_id = ? order by step`,
  )
  const delivered = db.prepare<[string, OrderId]>(
    `update orders set upstream = 'delivered', upstream_number = ?, rejected_at = null, rejected_why = null where id = ?`,
  )
  const rejected = db.prepare<[{ orderId: OrderId; at: number; why: string }]>(
    `update orders set upstream = 'rejected', rejected_at = :at, rejected_why = :why where id = :orderId`,
  )
  const waitsAgain = db.prepare<[OrderId]>(
    `update orders set upstream = 'waiting', rejected_at = null, rejected_why = null where id = ?`,
  )
  // The shop has it: what it had to confirm is confirmed.
  const confirmPromises = db.prepare<[OrderId]>(
    `update order_lines set promise = json_set(promise, '$.provisional', json('false')) where order_id = ?`,
  )
  const rejections = db.prepare<[], { number: string; since: number; why: string }>(
    `select number, rejected_at as since, rejected_why as why from orders
     where upstream = 'rejected' and state <> 'cancelled' order by rejected_at`,
  )
  const figures = db.prepare<[number, number], { orders: number; units: number; salesMinor: number }>(
    `select count(*) as orders, coalesce(sum(units), 0) as units, coalesce(sum(total_minor), 0) as salesMinor
     from orders where placed_at >= ? and placed_at < ? and state <> 'cancelled'`,
  )
  const forgetCustomer = db.prepare<[CustomerId]>('update orders set customer_id = null where customer_id = ?')
  // What has to be made stays; how its owner called it, and whom it was for, makes nothing.
  const forgetNames = db.prepare<[CustomerId]>(
    `update order_lines set configuration = json_set(configuration, '$.name', '', '$.personaId', null)
     where configuration is not null and order_id in (select id from orders where customer_id = ?)`,
  )
  return {
    move(move: Move) {
      setState.run(move.to, move.orderId)
      addMove.run(move)
    },
    moves: (orderId: OrderId) => moves.all(orderId),
    delivered: (orderId: OrderId, shopNumber: string) => {
      delivered.run(shopNumber, orderId)
      confirmPromises.run(orderId)
    },
    rejected: (orderId: OrderId, at: number, why: string) => void rejected.run({ orderId, at, why }),
    waitsAgain: (orderId: OrderId) => void waitsAgain.run(orderId),
    rejections: () => rejections.all(),
    figures: (fromMs: number, toMs: number) => figures.get(fromMs, toMs) ?? { orders: 0, units: 0, salesMinor: 0 },
    forgetCustomer: (customerId: CustomerId) => {
      forgetNames.run(customerId)
      forgetCustomer.run(customerId)
    },
  }
}
export type OrderLifeSql = ReturnType<typeof prepareOrderLife>
