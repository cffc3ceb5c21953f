import type { Configurator } from '../configurations/view.ts'
import type { EditId } from '../ids/ids.ts'
import { isSameHand, withChanges } from './overlay.ts'
import { canBeCompleted } from './completable.ts'
import { HISTORY_CHANGES_MAX, HISTORY_MAX } from './shared-draft.ts'
import type { Author, Change, Edit, NotTaken, SharedDraft } from './shared-draft.ts'
import { whichFit } from './which-fit.ts'

/** What somebody wants changed, on top of the revision they saw. Each choice fits its characteristic by itself. */
export interface WantedEdit {
  readonly id: EditId
  readonly author: Author
  readonly seen: number
  readonly changes: readonly Change[]
  readonly at: number
  /** The edit that this one takes back. */
  readonly undoes?: EditId
}

/** The draft after an edit, and every change that is not in it. */
export interface EditResult {
  readonly draft: SharedDraft
  readonly notTaken: readonly NotTaken[]
}

/**
 * The draft after what can be taken of an edit. Not taken is a characteristic that somebody else changed since `seen` (H1), and
 * what the other choices rule out (H2): a draft that can be completed stays one. What stands already as wanted is neither.
 * Nothing taken leaves the draft as it is.
 */
export function applyEdit(draft: SharedDraft, wanted: WantedEdit, configurator: Configurator): EditResult {
  const real = lastWordOfEach(wanted.changes).filter(
    ({ characteristicId, to }) => to !== standing(draft, characteristicId),
  )
  const late = real.flatMap((change) => changedMeanwhile(draft, wanted, change) ?? [])
  const lateIds = new Set(late.map(({ characteristicId }) => characteristicId))
  const timely = real.filter(({ characteristicId }) => !lateIds.has(characteristicId))
  const taken = whichFit(draft.made, timely, (made) => canBeCompleted(configurator, made))
  const ruledOut = timely
    .filter((change) => !taken.includes(change))
    .map((change) => notTakenBecause('ruled-out', draft, change, null))
  return { draft: taken.length === 0 ? draft : withEdit(draft, wanted, taken), notTaken: [...late, ...ruledOut] }
}

/** The choice that somebody made, or null. */
const standing = (draft: SharedDraft, characteristicId: string) => draft.made[characteristicId] ?? null

/** A change that was not taken, beside what stands in its place. */
export const notTakenBecause = (
  why: NotTaken['why'],
  draft: SharedDraft,
  { characteristicId, to }: Change,
  by: Author | null,
): NotTaken => ({ characteristicId, wanted: to, now: standing(draft, characteristicId), by, why })

/** One's own newer hand is never in one's own way. */
function changedMeanwhile(draft: SharedDraft, { author, seen }: WantedEdit, change: Change): NotTaken | null {
  const hand = draft.hands[change.characteristicId]
  if (hand === undefined || hand.revision <= seen || isSameHand(hand.author, author)) return null
  return notTakenBecause('changed-meanwhile', draft, change, hand.author)
}

const lastWordOfEach = (changes: readonly Change[]): Change[] => [
  ...new Map(changes.map((change) => [change.characteristicId, change])).values(),
]

function withEdit(draft: SharedDraft, { id, author, at, undoes }: WantedEdit, taken: readonly Change[]): SharedDraft {
  const revision = draft.revision + 1
  const hand = { author, revision }
  const changes = taken.map((change) => ({ ...change, from: standing(draft, change.characteristicId) }))
  const edit: Edit = { id, author, revision, at, changes, undoes: undoes ?? null }
  return {
    ...draft,
    revision,
    made: withChanges(draft.made, taken),
    hands: { ...draft.hands, ...Object.fromEntries(taken.map(({ characteristicId }) => [characteristicId, hand])) },
    history: remembered([...draft.history, edit]),
  }
}

/** The newest edits within both bounds; the newest of all always. */
function remembered(history: readonly Edit[]): readonly Edit[] {
  let [from, changes] = [history.length - 1, 0]
  while (from > 0 && history.length - from < HISTORY_MAX) {
    changes += history[from - 1]?.changes.length ?? 0
    if (changes > HISTORY_CHANGES_MAX) break
    from--
  }
  return history.slice(from)
}
