import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import { startOfDayMs } from '@dangol/domain/time/calendar.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Demand } from '../../ports/selling.ts'
import type { Counting } from './counting.ts'
import { placeKey } from './look-at-lines.ts'
import type { Sourced } from './look-at-lines.ts'
import type { Goods, StockSql } from './stock.sql.ts'

/** A hold outlasts the promised day by two: the shopper who comes the day after still finds it (requirements 6, Hold). */
const HOLD_AFTER_PROMISED_DAY_MS = 3 * 24 * 60 * 60_000

interface AcceptDeps {
  readonly sql: StockSql
  readonly counting: Counting
  readonly clock: Clock
  readonly store: Store
  readonly look: (demands: readonly Demand[]) => Sourced[]
}

/**
 * Takes what an order needs, inside the order's transaction: what is carried out leaves the shelf now, the rest is held
 * where it lies, and what must be made queues in the workshop. Throws when a line cannot be had.
 */
export function createAccept({ sql, counting, clock, store, look }: AcceptDeps) {
  return (orderId: OrderId, demands: readonly Demand[]): void => {
    const nowMs = clock.nowMs()
    const carried = new Map<string, Goods>()
    const held = new Map<string, Goods & { expiresAt: number }>()
    let unitsToMake = 0
    look(demands).forEach((sourced, at) => {
      const demand = demands[at]
      if (demand === undefined || sourced.promise === null) throw new Error(`line ${at} of ${orderId} cannot be had`)
      if (demand.kind === 'configured') {
        unitsToMake += demand.quantity
        return
      }
      const goods = goodsOf(demand, sourced)
      if (sourced.fulfilment === 'carry-out') add(carried, goods)
      else add(held, { ...goods, expiresAt: expiryOf(sourced.promise.date, store) })
    })
    // What leaves goes first: the holds are then checked against what is left.
    for (const goods of carried.values()) {
      counting.left(orderId, goods, nowMs)
      sql.carryOut.run({ ...goods, orderId })
    }
    for (const goods of held.values()) {
      sql.hold.run({ ...goods, orderId, nowMs })
      counting.held(orderId, goods)
    }
    if (unitsToMake > 0) sql.queueJob.run(orderId, unitsToMake)
  }
}

function goodsOf(demand: Extract<Demand, { kind: 'stocked' }>, { source }: Sourced): Goods {
  if (source === null) throw new Error(`${demand.sku} was promised from nowhere`)
  return { sku: demand.sku, locationId: source, units: demand.quantity }
}

/** Two lines of one SKU from one place are one hold, which lasts as long as the later of them. */
function add<G extends Goods & { expiresAt?: number }>(to: Map<string, G>, goods: G): void {
  const key = placeKey(goods.sku, goods.locationId)
  const before = to.get(key)
  if (before === undefined) to.set(key, goods)
  else {
    const later = (before.expiresAt ?? 0) > (goods.expiresAt ?? 0) ? before : goods
    to.set(key, { ...later, units: before.units + goods.units })
  }
}

const expiryOf = (promisedDate: string, store: Store): number =>
  startOfDayMs(promisedDate, store.timeZone) + HOLD_AFTER_PROMISED_DAY_MS
