import type { CommandId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { PendingEnds } from '../visit/pending-ends.ts'
import { doneOrRefused, inVisit } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'

type VisitCalls = BridgeHandlers<
  | 'visit:activity'
  | 'visit:begin'
  | 'visit:extend'
  | 'visit:end'
  | 'visit:dismiss'
  | 'visit:language'
  | 'visit:step'
  | 'visit:consent'
>

/** Beginning, keeping and ending a visit. Ending never fails: the shopper is gone whatever the store server says. */
export function visitCalls(context: CallContext, ends: PendingEnds): VisitCalls {
  const { link, ids, keeper } = context
  const isPresent = (epoch: number): boolean => keeper.visit()?.epoch === epoch
  return {
    async 'visit:begin'({ lang }) {
      if (keeper.visit()) return refuse('visit-in-progress')
      // The visit before is perhaps still open at the server, which would refuse a second one.
      if (link.status() !== 'online' || !(await ends.flush())) return refuse('unavailable')
      const answer = await link.request('visits:begin', { commandId: ids.next<CommandId>(), lang })
      if (answer.ok) keeper.opened(answer.value)
      return doneOrRefused('visit:begin', answer)
    },
    'visit:activity'({ epoch }) {
      if (isPresent(epoch)) keeper.touched()
      return ok(null)
    },
    'visit:extend': ({ epoch }) => (isPresent(epoch) ? keeper.moreTime() : refuse('visit-over')),
    'visit:end'({ epoch }) {
      if (isPresent(epoch)) keeper.end('shopper')
      return ok(null)
    },
    'visit:dismiss'() {
      keeper.dismissGoodbye()
      return ok(null)
    },
    'visit:language': async (input) =>
      doneOrRefused(
        'visit:language',
        await inVisit(context, 'visit:language', input, ({ id }, { commandId }) =>
          link.request('visits:set-language', { commandId, visitId: id, lang: input.lang }),
        ),
      ),
    'visit:step': async (input) =>
      doneOrRefused(
        'visit:step',
        await inVisit(context, 'visit:step', input, ({ id }, { commandId }) =>
          link.request('visits:report-step', { commandId, visitId: id, step: input.step }),
        ),
      ),
    'visit:consent': async (input) =>
      doneOrRefused(
        'visit:consent',
        await inVisit(context, 'visit:consent', input, ({ id }, { commandId }) =>
          link.request('visits:consent', { commandId, visitId: id, purpose: input.purpose, state: input.state }),
        ),
      ),
  }
}
