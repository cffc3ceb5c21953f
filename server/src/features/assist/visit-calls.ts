import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Staff } from '../../ports/people.ts'
import type { VisitCalls } from '../../ports/visits.ts'
import type { CallAnnouncer } from './assist.ts'
import type { CallsSql } from './calls.sql.ts'

interface VisitCallsDeps {
  readonly sql: CallsSql
  readonly clock: Clock
  readonly staff: Staff
  readonly tell: CallAnnouncer
}

/**
 * What becomes of the open call of a visit's device. It is the visit's even when it was made before the visit began: a
 * kiosk calls for whoever stands at it.
 */
export function createVisitCalls({ sql, clock, staff, tell }: VisitCallsDeps): VisitCalls {
  return {
    attended(visit, by, commandId) {
      const call = sql.openOf(visit.deviceId)
      if (call === null) return
      const nowMs = clock.nowMs()
      // Who said "I am coming" stays on record when somebody else was faster.
      if (call.answeredBy === null) sql.answer.run(by, staff.nameOf(by), nowMs, call.id)
      sql.close.run(nowMs, 'attended', call.id)
      tell.gone('call.closed', call, commandId)
    },
    callerLeft(visit, commandId) {
      const call = sql.openOf(visit.deviceId)
      if (call !== null) {
        sql.close.run(clock.nowMs(), call.answeredBy === null ? 'withdrawn' : 'attended', call.id)
        tell.gone('call.closed', call, commandId)
      }
      sql.forgetVisit.run(visit.id)
    },
  }
}
