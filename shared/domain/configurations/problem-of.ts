import type { CharacteristicId, ConfigModel } from '../catalogue/model.ts'
import { slotStarts } from '../solver/problem.ts'
import type { Problem } from '../solver/problem.ts'
import { addCharges } from './problem/charges.ts'
import type { Charges } from './problem/charges.ts'
import { Draft } from './problem/draft.ts'
import { addLimits } from './problem/limits.ts'
import { spokenOf } from './problem/spoken-of.ts'
import { nameOf, stateVariable } from './problem/states.ts'
import type { StateVariable } from './problem/states.ts'

/**
 * A model as a problem of finitely many values, whose solutions are its whole valid products. Its first variables are
 * characteristics: all of those with values, and of texts, numbers and pictures what rules and prices speak of. The others
 * are auxiliary: each follows from the first, so that they make no product more, and prices and times add up per value.
 */
export interface ModelProblem {
  readonly problem: Problem
  /** `slotStarts` of the problem. */
  readonly starts: Int32Array
  /** The characteristics among the variables, in the model's order: variable n is the n-th of them. */
  readonly variables: readonly StateVariable[]
  readonly byId: ReadonlyMap<CharacteristicId, StateVariable>
  /** Rules that limit products come first, so many of them; the rest only say what auxiliary variables mean. */
  readonly limits: number
  readonly charges: Charges
}

/**
 * The problem of a model. Rules carry the ids of their constraints; what applies when is called `applies:ID`. Throws when a
 * rule names what the model does not have.
 */
export function problemOf(model: ConfigModel): ModelProblem {
  const draft = new Draft()
  const spoken = spokenOf(model)
  for (const each of model.characteristics) {
    const variable = stateVariable(each, spoken, draft.variables.length)
    if (variable === null) continue
    draft.addVariable(each.id, variable.states.map(nameOf))
    draft.byId.set(each.id, variable)
  }
  addLimits(draft, model)
  const limits = draft.rules.length
  const charges = addCharges(draft, model)
  const problem: Problem = { variables: draft.variables, rules: draft.rules }
  return {
    problem,
    starts: slotStarts(problem),
    variables: [...draft.byId.values()],
    byId: draft.byId,
    limits,
    charges,
  }
}
