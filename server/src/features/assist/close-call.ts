import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Once } from '../../commands/once.ts'
import type { Handler } from '../../transport/handler.ts'
import type { CallAnnouncer } from './assist.ts'
import type { CallsSql } from './calls.sql.ts'

interface CloseDeps {
  readonly sql: CallsSql
  readonly clock: Clock
  readonly once: Once
  readonly tell: CallAnnouncer
}

/** The shopper needs nobody any more. Only the kiosk that called can say so. */
export function createWithdraw({ sql, clock, once, tell }: CloseDeps): Handler<'assist:withdraw'> {
  return (caller, { commandId, callId }) =>
    once(commandId, caller.deviceId, (): Answer<'assist:withdraw'> => {
      const call = sql.find(callId)
      if (call?.deviceId !== caller.deviceId) return refuse('no-such-call')
      sql.close.run(clock.nowMs(), 'withdrawn', callId)
      tell.gone('call.withdrawn', call, commandId)
      return ok(null)
    })
}

/** The call was attended to. Any associate may close it: the one who came is not always the one who answered. */
export function createClose({ sql, clock, once, tell }: CloseDeps): Handler<'assist:close'> {
  return (caller, { commandId, callId }) =>
    once(commandId, caller.deviceId, (): Answer<'assist:close'> => {
      const call = sql.find(callId)
      if (call === null) return refuse('no-such-call')
      sql.close.run(clock.nowMs(), 'attended', callId)
      tell.gone('call.closed', call, commandId)
      return ok(null)
    })
}
