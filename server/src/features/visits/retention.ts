import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { VISIT_LIMITS } from '@dangol/domain/visits/level.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { VisitDesk } from './visit-desk.ts'
import { prepareRetention } from './visits.sql.ts'
import type { VisitRow, VisitsSql } from './visits.sql.ts'

/** After this a visit is a count (recognition-ux 5.4). */
export const PERSONAL_AGE_MAX_MS = 24 * 60 * 60_000
/** A year and a month, so that a day is compared with the same day last year. */
export const VISIT_AGE_MAX_MS = 400 * 24 * 60 * 60_000
/** The kiosk ends its visit itself; the server steps in only for a kiosk that no longer can. */
const GRACE_MS = 2 * 60_000
/** An associate's own visit lasts as long as a thorough consultation. */
const STAFF_VISIT_LAST_MS = 4 * 60 * 60_000

export interface RetentionDeps {
  readonly db: Db
  readonly clock: Clock
  /** Runs on evenly whatever happens to the clock. */
  readonly storeTime: Clock
  readonly transact: Transact
  readonly sql: VisitsSql
  readonly desk: VisitDesk
}

/** Ends visits whose device no longer does, reduces ended ones to counts, and deletes the very old. */
export function createTidyVisits({ db, clock, storeTime, transact, sql, desk }: RetentionDeps): () => void {
  const retention = prepareRetention(db)
  const ageOf = createAges(clock, storeTime)
  return () => {
    const nowMs = clock.nowMs()
    const ages = ageOf(sql.allOpen())
    transact(() => {
      for (const { visit, ageMs } of ages) if (ageMs > lastsAtMostMs(visit)) desk.end(visit, 'timeout', null)
      retention.reduce.run(nowMs - PERSONAL_AGE_MAX_MS)
      retention.drop.run(nowMs - VISIT_AGE_MAX_MS)
    })
  }
}

/**
 * For how long each open visit has been at its level. A clock that is set forward in the middle of the day must end nobody's visit
 * (W1): it is believed only for the time before this server looked for the first time.
 */
function createAges(clock: Clock, storeTime: Clock) {
  let since = new Map<VisitId, { readonly level: VisitRow['level']; readonly sinceMs: number }>()
  let lookedAtMs = -Infinity
  return (open: readonly VisitRow[]) => {
    const nowMs = storeTime.nowMs()
    const seen = open.map((visit) => {
      const known = since.get(visit.id)
      if (known?.level === visit.level) return { visit, ...known }
      // It was not there yet at the last look.
      const ageMs = Math.max(0, Math.min(clock.nowMs() - visit.levelSince, nowMs - lookedAtMs))
      return { visit, level: visit.level, sinceMs: nowMs - ageMs }
    })
    lookedAtMs = nowMs
    since = new Map(seen.map(({ visit, level, sinceMs }) => [visit.id, { level, sinceMs }]))
    return seen.map(({ visit, sinceMs }) => ({ visit, ageMs: nowMs - sinceMs }))
  }
}

const lastsAtMostMs = (visit: VisitRow): number =>
  visit.servedOn === visit.deviceId ? STAFF_VISIT_LAST_MS : VISIT_LIMITS[visit.level].lastMs + GRACE_MS
