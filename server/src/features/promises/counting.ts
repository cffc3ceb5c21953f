import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { StockLevel } from '@dangol/domain/catalogue/sku.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Db } from '../../db/open.ts'
import type { Goods, StockSql } from './stock.sql.ts'
import { prepareUnreported } from './unreported.sql.ts'

/** Whose count of this store's shelf stands, and what follows from it. Each belongs into the transaction of the order or the page. */
export interface Counting {
  /** The shop tells a level. */
  told(level: StockLevel, nowMs: number): void
  /** Goods leave a shelf, at once or after they were held there. */
  left(orderId: OrderId, goods: Goods, nowMs: number): void
  /** Goods wait on a shelf. */
  held(orderId: OrderId, goods: Goods): void
  /** Goods that left come back. */
  back(goods: Goods, nowMs: number): void
  /** Nothing of the order is on its way any more. */
  over(orderId: OrderId): void
  /** The shop has the order. */
  shopHas(orderId: OrderId): void
}

/** The embedded shop never counts a store's own shelf again once the store took from it; other places count themselves. */
export function countedByStore(sql: StockSql, { home }: Pick<Store, 'home'>): Counting {
  const countedHere = ({ locationId }: Goods) => (locationId === home ? 1 : 0)
  return {
    told: (level, nowMs) => void sql.mirror.run({ ...level, nowMs }),
    left: (_orderId, goods, nowMs) =>
      void sql.change.run({ ...goods, units: -goods.units, nowMs, countedHere: countedHere(goods) }),
    held: () => undefined,
    back: (goods, nowMs) => void sql.change.run({ ...goods, nowMs, countedHere: 1 }),
    over: () => undefined,
    shopHas: () => undefined,
  }
}

/**
 * A platform takes the store's orders off its own stock, so its count stands, less what left the shelf in orders that it has yet to
 * hear of. What it holds for an order that it has, the store holds no longer: one pair of shoes is never held twice.
 */
export function countedByShop(sql: StockSql, db: Db): Counting {
  const unreported = prepareUnreported(db)
  return {
    told(level, nowMs) {
      unreported.counted(level)
      sql.mirror.run({ ...level, onHand: level.onHand - unreported.left(level), nowMs })
    },
    left(orderId, goods, nowMs) {
      sql.change.run({ ...goods, units: -goods.units, nowMs, countedHere: 0 })
      unreported.put(orderId, goods, 'left')
    },
    held: (orderId, goods) => unreported.put(orderId, goods, 'held'),
    back: (goods, nowMs) => void sql.change.run({ ...goods, nowMs, countedHere: 0 }),
    over: (orderId) => unreported.drop(orderId),
    shopHas: (orderId) => unreported.reported(orderId),
  }
}
