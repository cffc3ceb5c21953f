import { isSameHand } from '@dangol/domain/assist/overlay.ts'
import type { Author, SharedDraft } from '@dangol/domain/assist/shared-draft.ts'

/**
 * What the shopper did with a suggestion of this author between two states of a draft: 'taken' when an edit in the author's name
 * came with its going, 'left' when it only went. Null when none went, or the author withdrew it.
 */
export function fateOfSuggestions(
  before: SharedDraft,
  now: SharedDraft,
  me: Author,
  withdrawn: ReadonlySet<string>,
): 'taken' | 'left' | null {
  const gone = before.suggestions.filter(
    ({ id, author }) => isSameHand(author, me) && !withdrawn.has(id) && !now.suggestions.some((each) => each.id === id),
  )
  if (gone.length === 0) return null
  const suggested = new Set(gone.flatMap(({ changes }) => changes.map((each) => `${each.characteristicId} ${each.to}`)))
  const isTaken = now.history.some(
    ({ revision, author, changes }) =>
      revision > before.revision &&
      isSameHand(author, me) &&
      changes.some((each) => suggested.has(`${each.characteristicId} ${each.to}`)),
  )
  return isTaken ? 'taken' : 'left'
}
