import type { Characteristic, ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import { matches } from '@dangol/domain/text/search.ts'

/**
 * The values of one characteristic that a search means: those that match, or all of them when the characteristic's own title
 * does. Null when neither is meant; what is written or counted is found by its title and has no values.
 */
export function foundValues(query: string, characteristic: Characteristic): readonly ChoiceValue[] | null {
  const values = characteristic.kind === 'choice' ? characteristic.values : []
  if (matches(query, characteristic.title)) return values
  const found = values.filter((value) => matches(query, value.title))
  return found.length > 0 ? found : null
}
