import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { OrderState } from '@dangol/domain/orders/states.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { StockSql } from './stock.sql.ts'

/** Follows an order with its goods: made things leave the queue, handed-over things the stock, and a cancelled order gives all back. */
export function createMoved({ sql, clock, store }: { sql: StockSql; clock: Clock; store: Store }) {
  const handOver = (orderId: OrderId) => {
    const nowMs = clock.nowMs()
    for (const goods of sql.holdsOf.all(orderId)) {
      // Another place counts itself and says so in its next level; until then the units are gone all the same.
      const countedHere = goods.locationId === store.home ? 1 : 0
      sql.change.run({ ...goods, units: -goods.units, nowMs, countedHere })
    }
    sql.dropHolds.run(orderId)
    sql.dropCarriedOut.run(orderId)
  }
  const giveBack = (orderId: OrderId) => {
    const nowMs = clock.nowMs()
    for (const goods of sql.carriedOut.all(orderId)) sql.change.run({ ...goods, nowMs, countedHere: 1 })
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
