import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Transact } from '../../db/transact.ts'
import type { ApprovedVisits } from '../../ports/visits.ts'
import type { VisitDesk } from './visit-desk.ts'
import { lapsedFrom } from './level-now.ts'
import type { VisitRow, VisitsSql } from './visits.sql.ts'

export interface LapseDeps {
  readonly sql: VisitsSql
  readonly clock: Clock
  readonly transact: Transact
  readonly approved: Pick<ApprovedVisits, 'lapsed'>
  readonly desk: Pick<VisitDesk, 'publish'>
}

export interface Lapses {
  /** That of this visit, whatever the clock says. Belongs into a transaction. */
  readonly of: (visitId: VisitId) => void
  /** Those whose time is up. */
  readonly due: () => void
  /** After a restart: whatever was approved was only in memory, so it is approved again or not at all. */
  readonly all: () => void
}

/**
 * Writes down that the time of approvals is up and tells every screen. Nobody waits for it: whoever reads such a visit reads it
 * without its approval from the very instant (`readByClock`).
 */
export function createLapses({ sql, clock, transact, approved, desk }: LapseDeps): Lapses {
  const lapse = (visit: VisitRow): void => {
    sql.raise(visit.id, lapsedFrom(visit, clock.nowMs()))
    approved.lapsed(visit.id, visit.deviceId)
    desk.publish(visit.id, 'visit.approval-lapsed', null)
  }
  return {
    of(visitId) {
      const visit = sql.find(visitId)
      if (visit !== undefined && visit.approvedUntil !== null) lapse(visit)
    },
    due() {
      const over = sql.lapsed.all(clock.nowMs())
      if (over.length === 0) return
      transact(() => {
        for (const { id } of over) {
          const visit = sql.find(id)
          if (visit !== undefined) lapse(visit)
        }
      })
    },
    all() {
      const open = sql.allOpen().filter(({ deviceKind }) => deviceKind === 'kiosk')
      if (open.length === 0) return
      transact(() => {
        for (const visit of open) {
          if (visit.approvedUntil === null) approved.lapsed(visit.id, visit.deviceId)
          else lapse(visit)
        }
      })
    },
  }
}
