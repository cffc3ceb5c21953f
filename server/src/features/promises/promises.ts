import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import { dateInZone } from '@dangol/domain/time/calendar.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../db/open.ts'
import type { BelowZero, PromiseDesk, StockBook, WorkshopQueue } from '../../ports/selling.ts'
import type { ShopLine, ShopSink } from '../../shop-port.ts'
import { createAccept } from './accept-order.ts'
import { countedByShop, countedByStore } from './counting.ts'
import { lookAtLines } from './look-at-lines.ts'
import type { Standing } from './look-at-lines.ts'
import { createMoved } from './order-moved.ts'
import { prepareNoMore, prepareStock } from './stock.sql.ts'

export interface PromisesDeps {
  readonly db: Db
  readonly clock: Clock
  readonly store: Store
  readonly shop: ShopLine
  /** The embedded shop leaves a store's own shelf to the store; a platform counts every shelf. */
  readonly shelvesCountedBy?: 'store' | 'shop'
}

export interface PromisesFeature {
  readonly desk: PromiseDesk
  readonly stock: StockBook
  readonly workshop: WorkshopQueue
  readonly exceptions: BelowZero
  /** Mirrors the shop's levels, as far as its count stands (`counting.ts`). */
  readonly sink: ShopSink<'stock'>
  /** The shop keeps none of a thing at a place any more. */
  readonly deleted: ShopSink<'deleted'>
  /** The shop has taken an order: its next count of a shelf knows the order's goods. */
  shopHas(orderId: OrderId): void
  /** Another text whenever a date given before may be given differently now. */
  outlook(): string
}

/** Stock, holds and dates: what can be promised, and what has been. */
export function createPromises({ db, clock, store, shop, shelvesCountedBy = 'store' }: PromisesDeps): PromisesFeature {
  const sql = prepareStock(db)
  const noMore = prepareNoMore(db)
  const counting = shelvesCountedBy === 'store' ? countedByStore(sql, store) : countedByShop(sql, db)
  const dateAt = createDates(store.timeZone)
  // The first date of a zone costs 10 ms, which no shopper should wait for.
  dateAt(clock.nowMs())
  const standing = (): Standing => {
    const nowMs = clock.nowMs()
    return {
      store,
      today: dateAt(nowMs),
      unitsAhead: sql.unitsAhead(),
      cutOff: shop.status().state !== 'up',
      levelsOf: (sku) => sql.levelsOf(sku, nowMs),
    }
  }
  const parts = { sql, counting, clock, store }
  let changes = 0
  /** Counts what moves stock or the workshop's queue. A count too many, after a transaction undone, costs one look. */
  const counted =
    <A extends unknown[]>(move: (...args: A) => void) =>
    (...args: A): void => {
      changes += 1
      move(...args)
    }
  return {
    desk: {
      // Most visits begin with an empty cart.
      look: (demands) => (demands.length === 0 ? [] : lookAtLines(demands, standing())),
      accept: counted(createAccept({ ...parts, look: (demands) => lookAtLines(demands, standing()) })),
      moved: counted(createMoved(parts)),
    },
    stock: { levelsOf: (sku) => sql.levelsOf(sku, clock.nowMs()) },
    workshop: { unitsAhead: () => sql.unitsAhead() },
    exceptions: { belowZero: () => sql.belowZero.all(store.home) },
    sink: counted(({ value }) => counting.told(value, clock.nowMs())),
    shopHas: (orderId) => counting.shopHas(orderId),
    deleted: ({ value: { feed, id } }) => {
      if (feed !== 'stock') return
      changes += 1
      noMore(id)
    },
    outlook: () => [changes, Math.floor(clock.nowMs() / MINUTE_MS), shop.status().state].join(' '),
  }
}

const MINUTE_MS = 60_000

/** The date of an instant, asked for once per configuration shown; no zone changes its date within a minute. */
function createDates(timeZone: string): (nowMs: number) => string {
  let known = { minute: -1, date: '' }
  return (nowMs) => {
    const minute = Math.floor(nowMs / MINUTE_MS)
    if (minute !== known.minute) known = { minute, date: dateInZone(nowMs, timeZone) }
    return known.date
  }
}
