import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Counting } from './counting.ts'
import type { StockSql } from './stock.sql.ts'

/** Follows an order with its goods: made things leave the queue, handed-over things the stock, and a cancelled order gives all back. */
export function createMoved({ sql, counting, clock }: { sql: StockSql; counting: Counting; clock: Clock }) {
  const handOver = (orderId: OrderId) => {
    const nowMs = clock.nowMs()
    // Another place says so in its next level; until then the units are gone all the same.
    for (const goods of sql.holdsOf.all(orderId)) counting.left(orderId, goods, nowMs)
    sql.dropHolds.run(orderId)
    sql.dropCarriedOut.run(orderId)
  }
  const giveBack = (orderId: OrderId) => {
    const nowMs = clock.nowMs()
    for (const goods of sql.carriedOut.all(orderId)) counting.back(goods, nowMs)
    counting.over(orderId)
    sql.dropHolds.run(orderId)
    sql.dropCarriedOut.run(orderId)
  }

  return (orderId: OrderId, to: OrderState): void => {
    switch (to) {
      case 'placed':
      case 'confirmed':
      case 'in_production':
        return
      case 'ready':
        sql.dropJob.run(orderId)
        return
      case 'shipped':
      case 'completed':
        sql.dropJob.run(orderId)
        handOver(orderId)
        return
      case 'cancelled':
        sql.dropJob.run(orderId)
        giveBack(orderId)
    }
  }
}
