import type { CallId, CommandId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import { doneOrRefused } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'

/** Calling a person, from any screen, with or without a visit. */
export function assistCalls(
  { link, ids, keeper, commands }: CallContext,
  presentCall: () => HelpCall | null,
): BridgeHandlers<'assist:call' | 'assist:withdraw'> {
  return {
    async 'assist:call'({ lang }) {
      // Touching the bell twice is still one call.
      if (presentCall()) return ok(null)
      // The end of the visit before closes the call of this kiosk, and a new one has to be known: both go first.
      if (!commands.isTold() && !(await commands.told())) return refuse('unavailable')
      const command = { commandId: ids.next<CommandId>(), callId: ids.next<CallId>() }
      const visitId = keeper.visit()?.id ?? null
      return doneOrRefused('assist:call', await link.request('assist:call', { ...command, visitId, lang }))
    },
    async 'assist:withdraw'() {
      const call = presentCall()
      if (!call) return ok(null)
      const answer = await link.request('assist:withdraw', { commandId: ids.next<CommandId>(), callId: call.id })
      if (!answer.ok && answer.error.code === 'no-such-call') return ok(null)
      return doneOrRefused('assist:withdraw', answer)
    },
  }
}
