import { variablesOf } from '../part-problem.ts'
import type { Problem, Variable } from '../problem.ts'
import type { Choice } from './encode.ts'

const unspoken: Variable = { name: '', values: [''] }

/** A problem of these rules only. Variables and values keep their numbers; those of which nothing is said have one value. */
export function excerpt({ variables, rules }: Problem, chosen: readonly number[], held: readonly Choice[]): Problem {
  const kept = chosen.flatMap((rule) => rules[rule] ?? [])
  const spoken = new Set([...kept.flatMap((rule) => [...variablesOf(rule)]), ...held.map(({ variable }) => variable)])
  return { variables: variables.map((variable, at) => (spoken.has(at) ? variable : unspoken)), rules: kept }
}
