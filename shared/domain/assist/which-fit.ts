import type { Choices } from '../catalogue/model.ts'
import { withChanges } from './overlay.ts'
import type { Change } from './shared-draft.ts'

/** Up to this many changes every combination is looked at. */
const EXACT_MAX = 6
/** Questions asked of the configurator at most for one edit: all combinations of EXACT_MAX changes. */
const QUESTIONS_MAX = 2 ** EXACT_MAX

/**
 * As many of the changes as fit together. Changes that fit only with each other are taken together, as a repair is; their order
 * says nothing. Exact up to six changes; of more, one that fits only with others may be left out.
 */
export function whichFit(made: Choices, changes: readonly Change[], fits: (made: Choices) => boolean): Change[] {
  const ordered = changes.toSorted((a, b) => (a.characteristicId < b.characteristicId ? -1 : 1))
  if (ordered.length === 0 || fits(withChanges(made, ordered))) return ordered
  if (ordered.length <= EXACT_MAX) {
    return combinations(ordered).find((some) => some.length === 0 || fits(withChanges(made, some))) ?? []
  }
  return piecewise(made, ordered, fits)
}

/** All but the whole, largest first; of one size those that hold on to earlier changes first. */
function combinations(changes: readonly Change[]): Change[][] {
  const masks = Array.from({ length: 2 ** changes.length - 1 }, (_, mask) => mask).toReversed()
  const bit = (at: number): number => 2 ** (changes.length - 1 - at)
  return masks.map((mask) => changes.filter((_, at) => (mask & bit(at)) !== 0)).toSorted((a, b) => b.length - a.length)
}

/** By halves, and what did not fit once more as long as something was added: a later change may make room for an earlier one. */
function piecewise(made: Choices, changes: readonly Change[], fits: (made: Choices) => boolean): Change[] {
  let questions = QUESTIONS_MAX
  const grow = (taken: readonly Change[], group: readonly Change[]): readonly Change[] => {
    if (group.length === 0 || questions-- <= 0) return taken
    const all = [...taken, ...group]
    if (fits(withChanges(made, all))) return all
    if (group.length === 1) return taken
    const middle = Math.ceil(group.length / 2)
    return grow(grow(taken, group.slice(0, middle)), group.slice(middle))
  }
  let taken: readonly Change[] = []
  for (;;) {
    const next = grow(
      taken,
      changes.filter((each) => !taken.includes(each)),
    )
    if (next.length === taken.length) return [...taken]
    taken = next
  }
}
