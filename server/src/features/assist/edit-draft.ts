import { applyEdit } from '@dangol/domain/assist/apply-edit.ts'
import { undoLast } from '@dangol/domain/assist/undo.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Handler } from '../../transport/handler.ts'
import { inDraft, newEdit, settle } from './in-draft.ts'
import type { DraftDeps } from './in-draft.ts'
import { wellFormedChanges } from './well-formed-changes.ts'

/** Takes of an edit what can be taken and says what was not (H1, H2). */
export function createEdit(deps: DraftDeps): Handler<'drafts:edit'> {
  return (caller, input) =>
    inDraft(deps, caller, input, (reached): Answer<'drafts:edit'> => {
      const { hand, draft, model, configurator } = reached
      if (!hand.may('co-edit')) return refuse('not-agreed')
      const changes = wellFormedChanges(model, input.changes)
      if (changes === null) return refuse('malformed-choices')
      const wanted = { ...newEdit(deps), author: hand.author, seen: input.seen, changes }
      return settle(deps, reached, applyEdit(draft, wanted, configurator), input, 'draft.edited')
    })
}

/** Takes back the caller's own last edit that still stands (H3). */
export function createUndo(deps: DraftDeps): Handler<'drafts:undo'> {
  return (caller, input) =>
    inDraft(deps, caller, input, (reached): Answer<'drafts:undo'> => {
      const { hand, draft, configurator } = reached
      if (!hand.may('co-edit')) return refuse('not-agreed')
      const undone = undoLast(draft, { ...newEdit(deps), author: hand.author }, configurator)
      return undone === null ? refuse('nothing-to-undo') : settle(deps, reached, undone, input, 'draft.undone')
    })
}

/** Takes the draft out of everyone's hands; whoever had it in hand goes on alone. */
export function createCloseDraft(deps: DraftDeps): Handler<'drafts:close'> {
  return (caller, input) =>
    inDraft(deps, caller, input, ({ hand }): Answer<'drafts:close'> => {
      if (!hand.may('co-edit')) return refuse('not-agreed')
      deps.share.noDraft(input.visitId, 'draft.closed', input.commandId)
      return ok(null)
    })
}
