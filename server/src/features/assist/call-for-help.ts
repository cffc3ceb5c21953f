import { ok } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Once } from '../../commands/once.ts'
import type { Visits } from '../../ports/visits.ts'
import type { Handler } from '../../transport/handler.ts'
import type { CallAnnouncer } from './assist.ts'
import type { CallsSql } from './calls.sql.ts'

interface CallDeps {
  readonly sql: CallsSql
  readonly clock: Clock
  readonly once: Once
  readonly visits: Pick<Visits, 'open'>
  readonly tell: CallAnnouncer
}

/** A kiosk calls for a person, with or without a visit. While its call is open, calling again changes nothing. */
export function createCall({ sql, clock, once, visits, tell }: CallDeps): Handler<'assist:call'> {
  return (caller, { commandId, callId, visitId, lang }) =>
    once(commandId, caller.deviceId, () => {
      if (sql.openOf(caller.deviceId) !== null || sql.wasMade(callId)) return ok(null)
      // A visit that ended while the finger was on the button does not make the call less urgent.
      const visit = visitId === null ? null : visits.open(visitId, caller)
      const calledAt = clock.nowMs()
      sql.insert.run(callId, caller.deviceId, visit?.id ?? null, lang, calledAt)
      tell.put(
        'call.made',
        { id: callId, deviceId: caller.deviceId, visitId: visit?.id ?? null, lang, calledAt, answeredBy: null },
        commandId,
      )
      return ok(null)
    })
}
