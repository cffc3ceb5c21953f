import type { Choices, ConfigModel } from '../catalogue/model.ts'
import { checkChoice } from './check-choice.ts'
import { indexOf } from './model-index.ts'

/**
 * Choices without the empty ones, when each fits its characteristic or stood like this before; null otherwise. What is gone
 * from the catalogue stays in the document until its owner changes it.
 */
export function wellFormed(model: ConfigModel, choices: Choices, before: Choices): Choices | null {
  const { characteristics } = indexOf(model)
  const kept: Record<string, string | number> = {}
  for (const [id, choice] of Object.entries(choices)) {
    // A cleared text field.
    if (choice === '') continue
    const characteristic = characteristics.get(id)
    const checked = characteristic === undefined ? null : checkChoice(characteristic, choice)
    if (checked?.ok === true) kept[id] = checked.value
    else if (before[id] === choice) kept[id] = choice
    else return null
  }
  return kept
}
