import type { OrderId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Transact } from '../../db/transact.ts'
import type { Logger } from '../../platform/log.ts'
import type { DeliveredOrders } from '../../shop-port.ts'
import type { OtherShopSql, WaitingThere } from './other-shop.sql.ts'
import type { OutboxSql } from './outbox.sql.ts'
import type { Target, Upstream } from './upstream.ts'

export interface OtherShopDeps {
  readonly sql: OtherShopSql
  readonly letter: OutboxSql['letter']
  readonly upstream: Pick<Upstream, 'shop' | 'targetsOf'>
  readonly commits: { readonly transact: Transact }
  readonly orders: Pick<DeliveredOrders, 'rejected'>
  readonly clock: Clock
  readonly log: Logger
  readonly onWaitingChanged: () => void
}

/**
 * Notices that the store is linked to another shop than the one that messages were written for. What was meant for that one is sent to
 * no other by itself: it becomes a letter, and sent again by a manager it goes to the shop of now, as if nothing had been taken over.
 * What was meant for the member service goes on. Call it before anything is sent or written; it costs one look while nothing changed.
 */
export function createOtherShop(deps: OtherShopDeps): () => void {
  const { sql, upstream, clock } = deps
  const move = (row: WaitingThere, before: string): boolean => {
    const targets = upstream.targetsOf(row.message)
    const isMeantForIt = row.kind === 'order' || row.target === 'commerce' || !targets.includes(row.target)
    if (!isMeantForIt) return false
    sql.reroute(row.position, targets.includes(row.target) ? row.target : firstOf(targets))
    if (row.reason === 'cancelled-here') return false
    deps.letter(row.position, clock.nowMs(), { reason: 'other-shop', why: before })
    if (row.kind === 'order') deps.orders.rejected(row.key as OrderId, `other-shop: ${before}`)
    return true
  }
  return () => {
    const before = sql.shop()
    if (before === upstream.shop) return
    deps.commits.transact(() => {
      const letters = sql.all().filter((row) => move(row, before)).length
      sql.nowIs(upstream.shop)
      if (letters === 0) return
      deps.onWaitingChanged()
      deps.log.warn({ event: 'outbox.other-shop', before, now: upstream.shop, letters })
    })
  }
}

function firstOf([first]: readonly Target[]): Target {
  if (first === undefined) throw new Error('a message goes nowhere')
  return first
}
