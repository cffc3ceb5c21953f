import type { CharacteristicId } from '../catalogue/model.ts'
import type { Configurator } from '../configurations/view.ts'
import type { EditId } from '../ids/ids.ts'
import { applyEdit, notTakenBecause } from './apply-edit.ts'
import type { EditResult, WantedEdit } from './apply-edit.ts'
import { isSameHand } from './overlay.ts'
import type { Author, Change, Edit, SharedDraft } from './shared-draft.ts'

/**
 * Takes back the author's last edit that still stands, as an edit of its own; doing it again goes further back. What somebody
 * else changed since stays, and so does what can no longer be put back: both are said (H3). Null when nothing of the author stands.
 */
export function undoLast(
  draft: SharedDraft,
  { author, ...wanted }: Pick<WantedEdit, 'id' | 'author' | 'at'>,
  configurator: Configurator,
): EditResult | null {
  const tops = lastHands(draft.history)
  const isOnTop = (edit: Edit, { characteristicId }: Change) => tops.get(characteristicId) === edit.id
  const edit = lastStanding(draft.history, author, (each) => each.changes.some((change) => isOnTop(each, change)))
  if (edit === undefined) return null
  const back = (changes: Edit['changes']): Change[] =>
    changes.map(({ characteristicId, from }) => ({ characteristicId, to: from }))
  const changes = back(edit.changes.filter((change) => isOnTop(edit, change)))
  const result = applyEdit(draft, { ...wanted, author, changes, seen: draft.revision, undoes: edit.id }, configurator)
  const overlaid = back(edit.changes.filter((change) => !isOnTop(edit, change))).flatMap((change) => {
    const hand = draft.hands[change.characteristicId]
    if (hand === undefined || isSameHand(hand.author, author)) return []
    return [notTakenBecause('changed-meanwhile', result.draft, change, hand.author)]
  })
  return { draft: result.draft, notTaken: [...overlaid, ...result.notTaken] }
}

/** Whether an author has anything to take back. */
export const canUndo = (draft: SharedDraft, author: Author): boolean => {
  const tops = lastHands(draft.history)
  const stands = (edit: Edit) => edit.changes.some(({ characteristicId: id }) => tops.get(id) === edit.id)
  return lastStanding(draft.history, author, stands) !== undefined
}

/** An edit is taken back once, also where only a part of it could be. */
function lastStanding(history: readonly Edit[], author: Author, stands: (edit: Edit) => boolean): Edit | undefined {
  const undone = new Set(history.map(({ undoes }) => undoes))
  return history.findLast(
    (edit) => edit.undoes === null && !undone.has(edit.id) && isSameHand(edit.author, author) && stands(edit),
  )
}

/** By which edit each characteristic stands as it does; an edit and what took it back cancel each other out. */
function lastHands(history: readonly Edit[]): ReadonlyMap<CharacteristicId, EditId | undefined> {
  const stacks = new Map<CharacteristicId, EditId[]>()
  for (const { id, undoes, changes } of history) {
    for (const { characteristicId } of changes) {
      const stack = stacks.get(characteristicId) ?? []
      stacks.set(characteristicId, undoes === null ? [...stack, id] : stack.filter((each) => each !== undoes))
    }
  }
  return new Map([...stacks].map(([id, stack]) => [id, stack.at(-1)]))
}
