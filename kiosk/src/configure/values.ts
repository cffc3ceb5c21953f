import type { ChoiceCharacteristic, ChoiceValue, ValueId } from '@dangol/domain/catalogue/model.ts'
import { matches } from '@dangol/domain/text/search.ts'

/** Values drawn at once; a characteristic with more has them all one press away, with a search. */
const SHOWN_MAX = 8

/** The first values, and the wanted ones among them wherever they stand: what is chosen or recommended is never out of sight. */
export function shortList(
  { values }: ChoiceCharacteristic,
  wanted: readonly (ValueId | null)[],
  max = SHOWN_MAX,
): readonly ChoiceValue[] {
  if (values.length <= max) return values
  const far = values.slice(max).filter((value) => wanted.includes(value.id))
  return far.length === 0 ? values.slice(0, max) : [...far, ...values.slice(0, max - far.length)]
}

/** Values that a query means, possible ones first. The impossible stay, unless only possible ones are asked for. */
export function searchValues(
  { values }: ChoiceCharacteristic,
  query: string,
  isPossible: (id: ValueId) => boolean,
  onlyPossible = false,
): ChoiceValue[] {
  const { fits = [], not = [] } = Object.groupBy(
    values.filter((value) => matches(query, value.title)),
    (value) => (isPossible(value.id) ? 'fits' : 'not'),
  )
  return onlyPossible ? fits : [...fits, ...not]
}
