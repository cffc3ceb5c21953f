import type { Characteristic, CharacteristicGroup, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfiguratorView } from '@dangol/domain/configurations/view.ts'

/** One step of configuring: what is asked in it now, and how much of that is still open. */
export interface Step {
  readonly group: CharacteristicGroup
  readonly characteristics: readonly Characteristic[]
  readonly openCount: number
}

/** The steps that have something to ask under the present choices, in the model's order. */
export function stepsOf(model: ConfigModel, look: ConfiguratorView): Step[] {
  const missing = new Set(look.missing)
  return model.groups
    .map((group) => {
      const characteristics = model.characteristics.filter(
        (each) => each.group === group.id && look.characteristics.get(each.id)?.applies === true,
      )
      return { group, characteristics, openCount: characteristics.filter((each) => missing.has(each.id)).length }
    })
    .filter((step) => step.characteristics.length > 0)
}

/** The first step with something open; the first of all when nothing is. */
export const firstOpenStep = (steps: readonly Step[]): Step | undefined =>
  steps.find((step) => step.openCount > 0) ?? steps[0]
