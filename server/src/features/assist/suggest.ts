import { isSameHand } from '@dangol/domain/assist/overlay.ts'
import { takeSuggestion, withoutSuggestion, withSuggestion } from '@dangol/domain/assist/suggestions.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import type { Handler } from '../../transport/handler.ts'
import { inDraft, newEdit, settle } from './in-draft.ts'
import type { DraftDeps } from './in-draft.ts'
import { wellFormedChanges } from './well-formed-changes.ts'

/** An associate proposes changes; whether they fit is judged when the shopper takes them. */
export function createSuggest(deps: DraftDeps): Handler<'drafts:suggest'> {
  return (caller, input) =>
    inDraft(deps, caller, input, ({ hand, draft, model }): Answer<'drafts:suggest'> => {
      if (!hand.may('suggest')) return refuse('not-agreed')
      const changes = wellFormedChanges(model, input.changes)
      if (changes === null) return refuse('malformed-choices')
      const suggestion = { id: input.suggestionId, author: hand.author, at: deps.clock.nowMs(), changes }
      const next = withSuggestion(draft, suggestion)
      if (next === null) return refuse('too-many-suggestions')
      if (next !== draft) deps.share.draft(input.visitId, 'draft.suggested', next, input.commandId)
      return ok(null)
    })
}

/** The shopper takes or leaves a suggestion, on the visit's own device; its author may withdraw it. */
export function createDecide(deps: DraftDeps): Handler<'drafts:decide'> {
  return (caller, input) =>
    inDraft(deps, caller, input, (reached): Answer<'drafts:decide'> => {
      const { hand, draft, configurator } = reached
      const suggestion = draft.suggestions.find(({ id }) => id === input.suggestionId)
      if (suggestion === undefined) return refuse('no-such-suggestion')
      const isWithdrawn = !input.take && isSameHand(suggestion.author, hand.author)
      if (!hand.isOwn && !isWithdrawn) return refuse('not-agreed')
      if (!input.take) {
        const left = { draft: withoutSuggestion(draft, suggestion.id), notTaken: [] }
        return settle(deps, reached, left, input, isWithdrawn ? 'draft.withdrawn' : 'draft.declined')
      }
      return settle(
        deps,
        reached,
        takeSuggestion(draft, suggestion, newEdit(deps), configurator),
        input,
        'draft.edited',
      )
    })
}
