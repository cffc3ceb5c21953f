import { variablesOf } from '../part-problem.ts'
import type { Problem, Rule, Variable } from '../problem.ts'
import type { Choice } from './why.ts'

/**
 * A problem of these rules only, as small as the choices make it: rows of tables that no choice leaves are gone, and variables
 * of which nothing is said have one value. Numbers of variables and values stay.
 */
export function excerpt(problem: Problem, rules: readonly number[], held: readonly Choice[]): Problem {
  const chosen = rules.flatMap((rule) => problem.rules[rule] ?? [])
  const mentioned = new Set([
    ...chosen.flatMap((rule) => [...variablesOf(rule)]),
    ...held.map(({ variable }) => variable),
  ])
  const allowed = new Map<number, Set<number>>()
  for (const { variable, values } of held) {
    const before = allowed.get(variable)
    allowed.set(variable, new Set(before === undefined ? values : values.filter((value) => before.has(value))))
  }
  return {
    variables: problem.variables.map((variable, at) => (mentioned.has(at) ? variable : single)),
    rules: chosen.map((rule) => within(rule, allowed)),
  }
}

const single: Variable = { name: '', values: [''] }

/** The same rule for all that agrees with the choices. */
function within(rule: Rule, allowed: ReadonlyMap<number, ReadonlySet<number>>): Rule {
  if (rule.kind !== 'allow' && rule.kind !== 'forbid') return rule
  const { scope, rows } = rule
  const columns = scope.map((variable) => allowed.get(variable))
  const kept: number[] = []
  for (let start = 0; start < rows.length; start += scope.length) {
    if (columns.every((values, at) => values?.has(rows[start + at] ?? 0) ?? true)) {
      for (let at = 0; at < scope.length; at++) kept.push(rows[start + at] ?? 0)
    }
  }
  return { ...rule, rows: Int32Array.from(kept) }
}
