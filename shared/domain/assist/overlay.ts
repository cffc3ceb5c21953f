import type { Choices } from '../catalogue/model.ts'
import type { Author, Change, SharedDraft } from './shared-draft.ts'

/** An edit on its way to the store: made on top of revision `seen`, not answered yet. */
export interface PendingEdit {
  readonly seen: number
  readonly changes: readonly Change[]
}

/** Whether two edits come from the same hand: the shopper's, or one associate's on whatever tablet. */
export const isSameHand = (a: Author, b: Author): boolean =>
  a.kind === 'associate' ? b.kind === 'associate' && a.id === b.id : b.kind === 'shopper'

/**
 * The made choices as an author's screen shows them while edits of theirs are on the way. The store's order wins at once:
 * where somebody else changed a characteristic after the author looked, theirs is shown and not the author's.
 */
export function withPending(draft: SharedDraft, pending: readonly PendingEdit[], me: Author): Choices {
  return pending.reduce<Choices>((made, { seen, changes }) => {
    const standing = changes.filter(({ characteristicId }) => {
      const hand = draft.hands[characteristicId]
      return hand === undefined || hand.revision <= seen || isSameHand(hand.author, me)
    })
    return withChanges(made, standing)
  }, draft.made)
}

/** Choices after changes to them. */
export function withChanges(made: Choices, changes: readonly Change[]): Choices {
  const next = new Map(Object.entries(made))
  for (const { characteristicId, to } of changes) {
    if (to === null) next.delete(characteristicId)
    else next.set(characteristicId, to)
  }
  return Object.fromEntries(next)
}

/** What turns one set of made choices into another. */
export function changesBetween(from: Choices, to: Choices): Change[] {
  const touched = new Set([...Object.keys(from), ...Object.keys(to)])
  return [...touched]
    .filter((id) => from[id] !== to[id])
    .map((characteristicId) => ({ characteristicId, to: to[characteristicId] ?? null }))
}

/** Of two copies of what may be the same draft, the one to believe: an answer may arrive before or after the stream's word. */
export function laterDraft(shown: SharedDraft | null, other: SharedDraft | null): SharedDraft | null {
  if (shown === null || other === null || shown.id !== other.id) return shown
  return other.revision > shown.revision ? other : shown
}
