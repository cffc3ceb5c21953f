import type { CharacteristicId, Choices } from '@dangol/domain/catalogue/model.ts'
import type { Configurator } from '@dangol/domain/configurations/view.ts'
import type { Recommendation } from '@dangol/domain/next-choice/recommend.ts'
import type { InHand } from '@dangol/domain/configurations/in-hand.ts'
import { filledIn, madeChoices } from '@dangol/domain/configurations/in-hand.ts'

/** What the rest of a product can be filled in by. */
export type FillBy = 'recommended' | 'defaults' | 'price' | 'date'

/** The product with everything that nobody chose filled in; recommendations as far as they go together, then the standard. */
export function filledBy(
  configurator: Configurator,
  hand: InHand,
  by: FillBy,
  recommended: ReadonlyMap<CharacteristicId, Recommendation>,
): InHand {
  if (by !== 'recommended') return filledIn(configurator, hand, by)
  const choices = configurator.complete(withRecommended(configurator, madeChoices(hand), recommended), 'defaults')
  return { ...hand, filledBy: 'defaults', choices }
}

/** Each recommendation is for the choices made, not for the other recommendations: one that no longer fits is left out. */
function withRecommended(
  configurator: Configurator,
  made: Choices,
  recommended: ReadonlyMap<CharacteristicId, Recommendation>,
): Choices {
  let choices = made
  for (const [id, { valueId }] of recommended) {
    if (id in made) continue
    const state = configurator.look(choices).characteristics.get(id)?.values.get(valueId)
    if (state?.kind === 'open') choices = { ...choices, [id]: valueId }
  }
  return choices
}
