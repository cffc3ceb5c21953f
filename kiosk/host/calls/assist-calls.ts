import type { CallId, CommandId } from '@dangol/domain/ids/ids.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import type { PendingEnds } from '../visit/pending-ends.ts'
import { doneOrRefused } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'

/** Calling a person, from any screen, with or without a visit. */
export function assistCalls(
  { link, ids, keeper }: CallContext,
  ends: Pick<PendingEnds, 'count' | 'flush'>,
  presentCall: () => HelpCall | null,
): BridgeHandlers<'assist:call' | 'assist:withdraw'> {
  return {
    async 'assist:call'({ lang }) {
      // Touching the bell twice is still one call.
      if (presentCall()) return ok(null)
      // The end of the visit before closes the call of this kiosk, so it goes first.
      if (ends.count() > 0) await ends.flush()
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
