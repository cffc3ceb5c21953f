import type { CharacteristicId, Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { wellFormedChoices } from '@dangol/domain/configurations/effective.ts'
import { scopeOfConstraint } from '@dangol/domain/configurations/scope.ts'
import type { Configurator, ConfiguratorView, Repair } from '@dangol/domain/configurations/view.ts'
import { repaired } from '@dangol/domain/configurations/in-hand.ts'
import type { InHand } from '@dangol/domain/configurations/in-hand.ts'

/** Repairs looked at for each choice that takes part in a clash. */
const PER_CHOICE_MAX = 2

/** Whether a saved product has to be mended before it can be made: choices that are gone, or that clash. */
export const needsMending = (model: ConfigModel, choices: Choices, look: ConfiguratorView): boolean =>
  look.violated.length > 0 || Object.keys(wellFormedChoices(model, choices)).length < Object.keys(choices).length

/** Whole products nearest to one that cannot be made any more, best first: fewest choices altered. At most `max`. */
export function mendings(model: ConfigModel, configurator: Configurator, hand: InHand, max: number): InHand[] {
  const standing: InHand = { ...hand, choices: wellFormedChoices(model, hand.choices) }
  const look = configurator.look(standing.choices)
  if (look.violated.length === 0) return [repaired(configurator, standing, null, asItIs(standing.choices))]
  const involved = new Set(look.violated.flatMap((reason) => scopeOf(model, reason.constraintId)))
  const repairs = [...involved].flatMap((id) => {
    const choice = standing.choices[id]
    return typeof choice === 'string' ? configurator.repairs(standing.choices, id, choice, PER_CHOICE_MAX) : []
  })
  return repairs
    .sort((one, other) => alteredBy(one) - alteredBy(other))
    .slice(0, max)
    .map((repair) => repaired(configurator, standing, null, repair))
}

const asItIs = (choices: Choices): Repair => ({ choices, changed: [], dropped: [] })
const alteredBy = (repair: Repair): number => repair.changed.length + repair.dropped.length

function scopeOf(model: ConfigModel, constraintId: string): readonly CharacteristicId[] {
  const constraint = model.constraints.find((each) => each.id === constraintId)
  return constraint === undefined ? [] : scopeOfConstraint(constraint)
}
