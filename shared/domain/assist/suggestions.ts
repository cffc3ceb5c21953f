import type { Configurator } from '../configurations/view.ts'
import type { SuggestionId } from '../ids/ids.ts'
import { applyEdit } from './apply-edit.ts'
import type { EditResult, WantedEdit } from './apply-edit.ts'
import { SUGGESTED_CHANGES_MAX, SUGGESTIONS_MAX } from './shared-draft.ts'
import type { SharedDraft, Suggestion } from './shared-draft.ts'

/** The draft with one more suggestion; null when there are as many as a shopper can be asked about. */
export function withSuggestion(draft: SharedDraft, suggestion: Suggestion): SharedDraft | null {
  if (draft.suggestions.some(({ id }) => id === suggestion.id)) return draft
  const suggestions = [...draft.suggestions, suggestion]
  const changes = suggestions.reduce((sum, each) => sum + each.changes.length, 0)
  if (suggestions.length > SUGGESTIONS_MAX || changes > SUGGESTED_CHANGES_MAX) return null
  return { ...draft, suggestions }
}

/** The draft without a suggestion that was left or withdrawn. */
export const withoutSuggestion = (draft: SharedDraft, id: SuggestionId): SharedDraft => ({
  ...draft,
  suggestions: draft.suggestions.filter((each) => each.id !== id),
})

/**
 * The draft with a suggestion taken. The hand stays the associate's whose suggestion it was; only the decision is the shopper's.
 * It is taken on what stands now. One of which nothing can be taken stays a suggestion.
 */
export function takeSuggestion(
  draft: SharedDraft,
  { id, author, changes }: Suggestion,
  edit: Pick<WantedEdit, 'id' | 'at'>,
  configurator: Configurator,
): EditResult {
  const result = applyEdit(draft, { ...edit, author, changes, seen: draft.revision }, configurator)
  const isInVain = result.draft === draft && result.notTaken.length > 0
  return isInVain ? result : { ...result, draft: withoutSuggestion(result.draft, id) }
}
