import type { StockLevel } from '@dangol/domain/catalogue/sku.ts'
import type { LocationId, OrderId, Sku } from '@dangol/domain/ids/ids.ts'
import { StockLevelSchema } from '@dangol/protocol/catalogue.ts'
import type { Db } from '../../db/open.ts'

export interface Goods {
  readonly sku: Sku
  readonly locationId: LocationId
  readonly units: number
}

/** Stock, holds and workshop jobs. */
export function prepareStock(db: Db) {
  const levels = db.prepare<[{ sku: Sku; nowMs: number }]>(
    `select l.sku, l.location_id as locationId, l.on_hand as onHand,
       l.held_upstream + coalesce((select sum(h.units) from stock_holds h
         where h.sku = l.sku and h.location_id = l.location_id and h.expires_at > :nowMs), 0) as held
     from stock_levels l where l.sku = :sku`,
  )
  const mirror = db.prepare<[StockLevel & { nowMs: number }]>(
    `insert into stock_levels (sku, location_id, on_hand, held_upstream, changed_at)
     values (:sku, :locationId, :onHand, :held, :nowMs)
     on conflict (sku, location_id) do update
       set on_hand = excluded.on_hand, held_upstream = excluded.held_upstream, changed_at = excluded.changed_at
       where counted_here = 0 and (on_hand <> excluded.on_hand or held_upstream <> excluded.held_upstream)`,
  )
  const change = db.prepare<[Goods & { nowMs: number; countedHere: 0 | 1 }]>(
    `update stock_levels set on_hand = on_hand + :units, changed_at = :nowMs, counted_here = max(counted_here, :countedHere)
     where sku = :sku and location_id = :locationId`,
  )
  const hold = db.prepare<[Goods & { orderId: OrderId; nowMs: number; expiresAt: number }]>(
    `insert into stock_holds (order_id, sku, location_id, units, held_at, expires_at)
     values (:orderId, :sku, :locationId, :units, :nowMs, :expiresAt)`,
  )
  const holdsOf = db.prepare<[OrderId], Goods>(
    'select sku, location_id as locationId, units from stock_holds where order_id = ?',
  )
  const dropHolds = db.prepare<[OrderId]>('delete from stock_holds where order_id = ?')
  const carryOut = db.prepare<[Goods & { orderId: OrderId }]>(
    'insert into carried_out (order_id, sku, location_id, units) values (:orderId, :sku, :locationId, :units)',
  )
  const carriedOut = db.prepare<[OrderId], Goods>(
    'select sku, location_id as locationId, units from carried_out where order_id = ?',
  )
  const dropCarriedOut = db.prepare<[OrderId]>('delete from carried_out where order_id = ?')
  const queueJob = db.prepare<[OrderId, number]>('insert into workshop_jobs (order_id, units) values (?, ?)')
  const dropJob = db.prepare<[OrderId]>('delete from workshop_jobs where order_id = ?')
  const unitsAhead = db.prepare<[], { units: number }>('select coalesce(sum(units), 0) as units from workshop_jobs')
  const belowZero = db.prepare<[LocationId], { sku: Sku; units: number; since: number }>(
    `select sku, on_hand as units, changed_at as since from stock_levels
     where on_hand < 0 and location_id = ? order by changed_at, sku`,
  )
  return {
    levelsOf: (sku: Sku, nowMs: number): StockLevel[] =>
      levels.all({ sku, nowMs }).map((row) => StockLevelSchema.parse(row)),
    mirror,
    change,
    hold,
    holdsOf,
    dropHolds,
    carryOut,
    carriedOut,
    dropCarriedOut,
    queueJob,
    dropJob,
    unitsAhead: () => unitsAhead.get()?.units ?? 0,
    belowZero,
  }
}

/** Levels of which the shop says that there are none any more; what this store counts itself stays. */
export function prepareNoMore(db: Db) {
  const empty = db.prepare<[string, string]>(
    'update stock_levels set on_hand = 0, held_upstream = 0 where location_id = ? and sku = ? and counted_here = 0',
  )
  // A hold names its level until it is over.
  const drop = db.prepare<[string, string]>(
    `delete from stock_levels where location_id = ? and sku = ? and counted_here = 0
       and not exists (select 1 from stock_holds h where h.sku = stock_levels.sku and h.location_id = stock_levels.location_id)`,
  )
  /** By place and thing, with a space between. */
  return (name: string): void => {
    const end = name.indexOf(' ')
    const level = [name.slice(0, end), name.slice(end + 1)] as const
    empty.run(...level)
    drop.run(...level)
  }
}
export type StockSql = ReturnType<typeof prepareStock>
