import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../db/open.ts'
import { prepareAttempts } from './attempts.sql.ts'

/** Counts one attempt and says whether it was within the limit. */
export type AttemptLimit = (who: string) => boolean

const WINDOW_MS = 60_000

/** At most `perMinute` attempts per caller in any minute, kept in the database: a restart grants no new ones. */
export function createAttemptLimit(deps: { db: Db; clock: Clock; what: string; perMinute: number }): AttemptLimit {
  const sql = prepareAttempts(deps.db)
  return (who) => {
    const nowMs = deps.clock.nowMs()
    sql.dropUpTo.run(deps.what, who, nowMs - WINDOW_MS)
    const times = sql.countSince.get(deps.what, who, nowMs - WINDOW_MS)?.times ?? 0
    // Attempts beyond the limit are not counted: who keeps trying gets through again after a minute.
    if (times >= deps.perMinute) return false
    sql.add.run(deps.what, who, nowMs)
    return true
  }
}
