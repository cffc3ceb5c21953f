import { variablesOf } from '../../solver/part-problem.ts'
import type { ModelProblem } from '../problem-of.ts'

/**
 * What hangs together through what applies when and through constraints. Prices join nothing: two choices that only share a
 * price never exclude each other.
 */
export interface Parts {
  /** Part of each variable. */
  readonly of: Int32Array
  /** All variables of each part, ascending. */
  readonly variables: readonly (readonly number[])[]
  /** Characteristic variables of each part, ascending. */
  readonly members: readonly (readonly number[])[]
}

export function partsOf({ problem, variables, limits }: ModelProblem): Parts {
  const groups = problem.variables.map((_, at) => [at])
  for (const rule of problem.rules.slice(0, limits)) {
    const named = new Set([...variablesOf(rule)].map((at) => groups[at] ?? []))
    if (named.size < 2) continue
    const together = [...named].flat()
    for (const at of together) groups[at] = together
  }
  const whole = [...new Set(groups)].map((group) => group.toSorted((a, b) => a - b))
  const of = new Int32Array(problem.variables.length)
  for (const [part, group] of whole.entries()) for (const at of group) of[at] = part
  return { of, variables: whole, members: whole.map((group) => group.filter((at) => at < variables.length)) }
}
