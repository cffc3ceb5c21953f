import type { Characteristic, CharacteristicId, Choice, Choices, ConfigModel } from '../../catalogue/model.ts'
import { applies, effectiveChoices } from '../effective.ts'

/** Defaults of texts and numbers that no rule speaks of; the smallest number where one is required. */
export function fillLoose(model: ConfigModel, choices: Choices, isLoose: (id: CharacteristicId) => boolean): Choices {
  const present = effectiveChoices(model, choices)
  const filled: Record<CharacteristicId, Choice> = { ...choices }
  for (const each of model.characteristics) {
    if (!isLoose(each.id) || each.id in present || !applies(each, present)) continue
    const choice = looseChoice(each)
    if (choice !== undefined) filled[each.id] = choice
  }
  return filled
}

function looseChoice(each: Characteristic): Choice | undefined {
  if (each.kind === 'number') return each.default ?? (each.required ? each.min : undefined)
  return each.kind === 'text' ? each.default : undefined
}
