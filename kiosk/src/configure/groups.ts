import type { Characteristic, CharacteristicGroup, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { InHand } from '@dangol/domain/configurations/in-hand.ts'
import type { ConfiguratorView } from '@dangol/domain/configurations/view.ts'

/** One step of configuring: what is asked in it now, how much of that somebody chose, and how much has no answer at all. */
export interface Step {
  readonly group: CharacteristicGroup
  readonly characteristics: readonly Characteristic[]
  readonly madeCount: number
  /** Needed for a whole product, and not even filled in. */
  readonly openCount: number
}

/** The steps that have something to ask under the present choices, in the model's order. */
export function stepsOf(model: ConfigModel, look: ConfiguratorView, by: InHand['by']): Step[] {
  const missing = new Set(look.missing)
  const asked = Map.groupBy(
    model.characteristics.filter((each) => look.characteristics.get(each.id)?.applies === true),
    (each) => each.group,
  )
  return model.groups.flatMap((group) => {
    const characteristics = asked.get(group.id) ?? []
    if (characteristics.length === 0) return []
    const count = (is: (id: string) => boolean) => characteristics.filter((each) => is(each.id)).length
    const madeCount = count((id) => by.has(id) && !missing.has(id))
    return [{ group, characteristics, madeCount, openCount: count((id) => missing.has(id)) }]
  })
}

/** The first step with something open; the first of all when nothing is. */
export const firstOpenStep = (steps: readonly Step[]): Step | undefined =>
  steps.find((step) => step.openCount > 0) ?? steps[0]

/** Whether two lists of steps ask the same, however far the shopper is in them. */
export const asksTheSame = (some: readonly Step[], others: readonly Step[]): boolean =>
  some.length === others.length &&
  some.every((step, at) => {
    const other = others[at]
    return (
      other?.group === step.group &&
      other.characteristics.length === step.characteristics.length &&
      other.characteristics.every((each, nth) => each === step.characteristics[nth])
    )
  })
