import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Once } from '../../commands/once.ts'
import type { Staff } from '../../ports/people.ts'
import type { Handler } from '../../transport/handler.ts'
import type { CallAnnouncer } from './assist.ts'
import type { CallsSql } from './calls.sql.ts'

interface AnswerDeps {
  readonly sql: CallsSql
  readonly clock: Clock
  readonly once: Once
  readonly staff: Staff
  readonly tell: CallAnnouncer
}

/** An associate says "I am coming"; the kiosk shows who. The first one to answer has the call. */
export function createAnswer({ sql, clock, once, staff, tell }: AnswerDeps): Handler<'assist:answer'> {
  return (caller, { commandId, callId }) =>
    once(commandId, caller.deviceId, (): Answer<'assist:answer'> => {
      // A tablet at which nobody signed in has no name to show the shopper.
      if (caller.associate === null) return refuse('not-allowed')
      const call = sql.find(callId)
      if (call === null) return refuse('no-such-call')
      if (call.answeredBy?.id === caller.associate) return ok(null)
      if (call.answeredBy !== null) return refuse('already-answered')
      const name = staff.nameOf(caller.associate)
      sql.answer.run(caller.associate, name, clock.nowMs(), callId)
      tell.put('call.answered', { ...call, answeredBy: { id: caller.associate, name } }, commandId)
      return ok(null)
    })
}
