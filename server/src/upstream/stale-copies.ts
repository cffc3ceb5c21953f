import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../db/open.ts'
import type { Transact } from '../db/transact.ts'
import type { ShopCopies, ShopLine } from '../shop-port.ts'
import { prepareMirrorAge } from './mirror/feeds.sql.ts'

/** What the shop has not confirmed for so long may have been withdrawn there since (recognition-ux 5.4). */
export const COPY_AGE_MAX_MS = 7 * 24 * 60 * 60_000

/**
 * Drops the members' things that the store keeps by consent, once the line to the shop has been down for too long. The mirror
 * then starts over, so that everything comes back with the line.
 */
export function createDropStaleCopies(deps: {
  db: Db
  clock: Clock
  transact: Transact
  line: ShopLine
  copies: readonly ShopCopies[]
}): () => void {
  const mirror = prepareMirrorAge(deps.db)
  return () => {
    const before = deps.clock.nowMs() - COPY_AGE_MAX_MS
    // With the line up the mirror is catching up, and what it has just brought is not old.
    if (deps.line.status().state === 'up' || (mirror.oldestAt() ?? before) >= before) return
    deps.transact(() => {
      const dropped = deps.copies.map((keeper) => keeper.dropCopies(before))
      if (dropped.includes(true)) mirror.startOver()
    })
  }
}
