import type { Choices, ConfigModel } from '../catalogue/model.ts'
import { effectiveChoices } from './effective.ts'
import { holds, indexOf } from './model-index.ts'

/** Working days from order to leaving the workshop, with nobody before it: the slowest part, then assembly. */
export function makingDays(model: ConfigModel, choices: Choices): number {
  const effective = effectiveChoices(model, choices)
  const { values } = indexOf(model)
  const parts = Object.entries(effective).map(([id, choice]) => values.get(id)?.get(String(choice))?.leadDays ?? 0)
  const rules = model.leadTimes.filter(({ when }) => holds(when, effective)).map(({ days }) => days)
  return Math.max(0, ...parts, ...rules) + model.assemblyDays
}
