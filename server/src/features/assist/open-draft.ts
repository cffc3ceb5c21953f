import { canBeCompleted } from '@dangol/domain/assist/completable.ts'
import type { SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { wellFormed } from '@dangol/domain/configurations/well-formed.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Answer, Input, Output } from '@dangol/protocol/requests.ts'
import type { Handler } from '../../transport/handler.ts'
import { whileSeen } from './in-draft.ts'
import type { DraftDeps } from './in-draft.ts'

/**
 * Puts a draft into everyone's hands, as soon as somebody may see it. One that is there already is not put there anew: whoever
 * comes back and opens it again has what became of it. Choices that clash are not shared before they are mended (H2).
 */
export function createOpen(deps: DraftDeps): Handler<'drafts:open'> {
  return (caller, input) =>
    whileSeen(deps, caller, input, (): Answer<'drafts:open'> => {
      const { visitId, commandId } = input
      const hand = deps.hands.of(caller, visitId)
      if (!hand.ok) return hand
      const isFollowed = deps.assists.ofVisit(visitId).some(({ agreed }) => agreed !== null)
      if (!hand.value.may('co-edit') || !isFollowed) return refuse('not-agreed')
      const present = deps.drafts.find(visitId)
      if (present?.id === input.draft.id && present.modelVersion === input.draft.modelVersion) return ok(shown(present))
      const draft = newDraft(deps, input.draft)
      if (!draft.ok) return draft
      deps.share.draft(visitId, 'draft.opened', draft.value, commandId)
      return ok(shown(draft.value))
    })
}

function newDraft({ book }: DraftDeps, given: Input<'drafts:open'>['draft']) {
  if (book.model(given.familyId) === null) return refuse('unknown-family')
  const model = book.model(given.familyId, given.modelVersion)
  if (model === null) return refuse('unknown-model-version')
  const made = wellFormed(model, given.made, {})
  if (made === null || !canBeCompleted(openConfigurator(model), made)) return refuse('malformed-choices')
  const draft: SharedDraft = { ...given, made, revision: 0, hands: {}, history: [], suggestions: [] }
  return ok(draft)
}

/** The wire's types differ from the domain's in 'readonly' only. */
const shown = (draft: SharedDraft) => draft as Output<'drafts:open'>
