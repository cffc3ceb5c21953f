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
  readonly transact: Transact
  readonly sql: VisitsSql
  readonly desk: VisitDesk
}

/** Ends visits whose device no longer does, reduces ended ones to counts, and deletes the very old. */
export function createTidyVisits({ db, clock, transact, sql, desk }: RetentionDeps): () => void {
  const retention = prepareRetention(db)
  return () => {
    const nowMs = clock.nowMs()
    transact(() => {
      for (const visit of sql.allOpen()) {
        if (nowMs - visit.levelSince > lastsAtMostMs(visit)) desk.end(visit, 'timeout', null)
      }
      retention.reduce.run(nowMs - PERSONAL_AGE_MAX_MS)
      retention.drop.run(nowMs - VISIT_AGE_MAX_MS)
    })
  }
}

const lastsAtMostMs = (visit: VisitRow): number =>
  visit.servedOn === visit.deviceId ? STAFF_VISIT_LAST_MS : VISIT_LIMITS[visit.level].lastMs + GRACE_MS
