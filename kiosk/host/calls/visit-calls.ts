import type { VisitId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { BridgeAnswer } from '@dangol/protocol/bridge.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { doneOrRefused, inVisit, inVisitKept } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'

type VisitCalls = BridgeHandlers<
  | 'visit:activity'
  | 'visit:begin'
  | 'visit:extend'
  | 'visit:end'
  | 'visit:forget'
  | 'visit:dismiss'
  | 'visit:language'
  | 'visit:step'
  | 'visit:consent'
>
/** Begins a visit on this kiosk; false when it could not be kept. */
export type BeginVisit = (visitId: VisitId, lang: Lang) => Promise<boolean>

/** Beginning, keeping and ending a visit. Neither beginning nor ending waits for the store server, whatever it says (E2). */
export function visitCalls(context: CallContext, begin: BeginVisit): VisitCalls {
  const { link, ids, keeper } = context
  const isPresent = (epoch: number): boolean => keeper.visit()?.epoch === epoch
  let beginning = false
  return {
    async 'visit:begin'({ lang }): Promise<BridgeAnswer<'visit:begin'>> {
      if (keeper.visit() || beginning) return refuse('visit-in-progress')
      beginning = true
      try {
        return (await begin(ids.next<VisitId>(), lang)) ? ok(null) : refuse('unavailable')
      } finally {
        beginning = false
      }
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
    async 'visit:forget'(input) {
      const answer = await inVisit(context, 'visit:forget', input, ({ id: visitId }, { commandId }) =>
        link.request('visits:forget', { commandId, visitId }),
      )
      if (!isPresent(input.epoch)) return answer.ok ? ok(null) : refuse('visit-over')
      // The store server has forgotten it, or does not listen: here it is over either way.
      keeper.end('shopper')
      return ok(null)
    },
    'visit:dismiss'() {
      keeper.goodbye.clear()
      return ok(null)
    },
    async 'visit:language'(input) {
      const done = await inVisitKept(
        context,
        input,
        'visits:set-language',
        ({ id: visitId }, commandId) => ({ commandId, visitId, lang: input.lang }),
        () => ok({ kind: 'language', lang: input.lang }),
      )
      return doneOrRefused('visit:language', done.answer)
    },
    async 'visit:step'(input) {
      const answer = await inVisit(context, 'visit:step', input, ({ id }, { commandId }) =>
        link.request('visits:report-step', { commandId, visitId: id, step: input.step }),
      )
      // Where the shopper is interests the floor now or not at all.
      return !answer.ok && answer.error.code === 'unavailable' ? ok(null) : doneOrRefused('visit:step', answer)
    },
    'visit:consent': async (input) =>
      doneOrRefused(
        'visit:consent',
        await inVisit(context, 'visit:consent', input, ({ id }, { commandId }) =>
          link.request('visits:consent', { commandId, visitId: id, purpose: input.purpose, state: input.state }),
        ),
      ),
  }
}
