import type { CharacteristicId, Choice, Choices, ConfigModel } from '../catalogue/model.ts'
import type { Money } from '../money/money.ts'
import type { Localised } from '../text/localised.ts'
import { effectiveChoices } from './effective.ts'
import { indexOf } from './model-index.ts'
import { priceOf, titled } from './price.ts'

/** What a configuration says in words, so that it stays readable where its model is not known. */
export interface ConfigurationWords {
  readonly family: Localised
  /** In the model's order; a picture is left out, for it has no words. */
  readonly choices: readonly { readonly characteristicId: CharacteristicId; readonly what: Localised }[]
  /** As it was under the model of the words. */
  readonly price: Money
}

/** The words of choices under a model: 'Tank: Midnight blue', in both languages. */
export function wordsOf(model: ConfigModel, choices: Choices): ConfigurationWords {
  const effective = effectiveChoices(model, choices)
  return {
    family: model.title,
    choices: model.characteristics.flatMap((each) => {
      const choice = effective[each.id]
      if (choice === undefined || each.kind === 'picture') return []
      const unit = each.kind === 'number' ? (each.unit ?? '') : ''
      const said = indexOf(model).values.get(each.id)?.get(String(choice))?.title ?? same(choice, unit)
      return [{ characteristicId: each.id, what: titled(each.title, said) }]
    }),
    price: priceOf(model, choices).total,
  }
}

const same = (choice: Choice, unit: string): Localised => ({ ko: `${choice}${unit}`, en: `${choice}${unit}` })
