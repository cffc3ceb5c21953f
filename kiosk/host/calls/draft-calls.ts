import type { CommandId, ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { SharedVisit } from '../assist/shared-visit.ts'
import { bridgeRefusal, doneOrRefused, inVisit } from './call-context.ts'
import type { BridgeHandlers, CallContext } from './call-context.ts'

type AgreeCalls = BridgeHandlers<'assist:agree' | 'draft:look'>
type DraftCalls = BridgeHandlers<'draft:open' | 'draft:edit' | 'draft:undo' | 'draft:decide' | 'draft:close'>

/** Configuring together: what the shopper lets associates do, and the draft that all of them have in hand. */
export const draftCalls = (
  context: CallContext,
  shared: Pick<SharedVisit, 'look' | 'shown'>,
): AgreeCalls & DraftCalls => ({
  ...agreeCalls(context, shared),
  ...handCalls(context, shared),
})

function agreeCalls(context: CallContext, shared: Pick<SharedVisit, 'look'>): AgreeCalls {
  const { link, ids, keeper } = context
  return {
    'assist:agree': async (input) =>
      doneOrRefused(
        'assist:agree',
        await inVisit(context, 'assist:agree', input, ({ id: visitId }) =>
          link.request('assist:agree', {
            // Always a new command: an answer given before must not come back over a later one.
            commandId: ids.next<CommandId>(),
            ...{ visitId, assistId: input.assistId, mode: input.mode },
          }),
        ),
      ),
    'draft:look'({ epoch, looking }) {
      if (keeper.visit()?.epoch !== epoch) return refuse('visit-over')
      shared.look(looking)
      return ok(null)
    },
  }
}

/** Each is one command; asked again without an answer it is the same one, so that nothing is undone twice by itself. */
function handCalls(context: CallContext, shared: Pick<SharedVisit, 'shown'>): DraftCalls {
  const { link } = context
  return {
    async 'draft:open'(input) {
      const { id, familyId, modelVersion, name, made } = input
      const answer = await inVisit(context, 'draft:open', input, ({ id: visitId }, { commandId, thingId }) => {
        const draft = { id: id ?? (thingId as ConfigurationId), familyId, modelVersion, name, made }
        return link.request('drafts:open', { commandId, visitId, draft })
      })
      return answer.ok ? answer : bridgeRefusal('draft:open', answer.error.code)
    },
    async 'draft:edit'(input) {
      const { draftId, seen, changes } = input
      const answer = await inVisit(context, 'draft:edit', input, ({ id: visitId }, { commandId }) =>
        link.request('drafts:edit', { commandId, visitId, draftId, seen, changes }),
      )
      return answer.ok ? answer : bridgeRefusal('draft:edit', answer.error.code)
    },
    async 'draft:undo'(input) {
      // Once it shows, the next one is another.
      const asked = { ...input, of: shared.shown().sharedDraft?.revision }
      const answer = await inVisit(context, 'draft:undo', asked, ({ id: visitId }, { commandId }) =>
        link.request('drafts:undo', { commandId, visitId, draftId: input.draftId }),
      )
      return answer.ok ? answer : bridgeRefusal('draft:undo', answer.error.code)
    },
    async 'draft:decide'(input) {
      const { draftId, suggestionId, take } = input
      const answer = await inVisit(context, 'draft:decide', input, ({ id: visitId }, { commandId }) =>
        link.request('drafts:decide', { commandId, visitId, draftId, suggestionId, take }),
      )
      return answer.ok ? answer : bridgeRefusal('draft:decide', answer.error.code)
    },
    'draft:close': async (input) =>
      doneOrRefused(
        'draft:close',
        await inVisit(context, 'draft:close', input, ({ id: visitId }, { commandId }) =>
          link.request('drafts:close', { commandId, visitId, draftId: input.draftId }),
        ),
      ),
  }
}
