import type { ChoiceCharacteristic, ChoiceValue, ValueId } from '@dangol/domain/catalogue/model.ts'
import type { ValueState } from '@dangol/domain/configurations/view.ts'
import { matches } from '@dangol/domain/text/search.ts'

export interface Offered {
  readonly value: ChoiceValue
  readonly state: ValueState
}

/** Values drawn at once; a characteristic with more has them all one press away, with a search. */
const SHOWN_MAX = 8

/** Every value with what may be done with it. */
export function offeredOf(characteristic: ChoiceCharacteristic, states: ReadonlyMap<ValueId, ValueState>): Offered[] {
  return characteristic.values.flatMap((value) => {
    const state = states.get(value.id)
    return state ? [{ value, state }] : []
  })
}

/** The first values, and the chosen one among them wherever it stands: a choice is never out of sight. */
export function shortList(offered: readonly Offered[], max = SHOWN_MAX): readonly Offered[] {
  if (offered.length <= max) return offered
  const first = offered.slice(0, max)
  const chosen = offered.find((one) => one.state.kind === 'chosen')
  if (!chosen || first.includes(chosen)) return first
  return [chosen, ...first.slice(0, max - 1)]
}

/** Values that a query means, possible ones first. */
export function searchValues(offered: readonly Offered[], query: string): Offered[] {
  const found = offered.filter((one) => matches(query, one.value.title))
  return [...found.filter(isPossible), ...found.filter((one) => !isPossible(one))]
}

const isPossible = (one: Offered): boolean => one.state.kind !== 'excluded'
