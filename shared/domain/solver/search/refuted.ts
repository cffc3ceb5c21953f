import type { Formula, Problem, Rule, TableRule } from '../problem.ts'
import type { Choice } from './encode.ts'

/** Values that are left to a variable. */
type Left = (variable: number) => readonly number[]

/**
 * Whether the rule contradicts the choices by itself, read once from left to right. Exact for tables and clauses; a formula that
 * says the same thing twice may hide a contradiction.
 */
export function isRefuted(rule: Rule, problem: Problem, held: readonly Choice[]): boolean {
  const left: Left = (variable) => {
    const all = [...(problem.variables[variable]?.values.keys() ?? [])]
    return held.reduce(
      (some, each) => (each.variable === variable ? some.filter((value) => each.values.includes(value)) : some),
      all,
    )
  }
  switch (rule.kind) {
    case 'allow':
      return rowsLeft(rule, left) === 0
    case 'forbid':
      return rowsLeft(rule, left) >= rule.scope.reduce((product, variable) => product * left(variable).length, 1)
    case 'clause':
      return rule.literals.every(({ variable, values }) => !left(variable).some((value) => values.includes(value)))
    case 'formula':
      return verdict(rule.formula, left) === false
  }
}

/** Different rows that the choices leave. */
function rowsLeft({ scope, rows }: TableRule, left: Left): number {
  const columns = scope.map((variable) => new Set(left(variable)))
  const found = new Set<string>()
  for (let start = 0; start < rows.length; start += scope.length) {
    if (columns.every((values, at) => values.has(rows[start + at] ?? 0))) {
      found.add(rows.subarray(start, start + scope.length).join())
    }
  }
  return found.size
}

/** True or false for all that the choices leave, or null. */
function verdict(formula: Formula, left: Left): boolean | null {
  switch (formula.is) {
    case 'literal': {
      const fitting = left(formula.variable).filter((value) => formula.values.includes(value)).length
      return fitting === 0 ? false : fitting === left(formula.variable).length ? true : null
    }
    case 'not':
      return negated(verdict(formula.of, left))
    case 'implies':
      return among([negated(verdict(formula.if, left)), verdict(formula.then, left)], 1, Infinity)
    case 'and':
      return among(verdicts(formula.of, left), formula.of.length, Infinity)
    case 'or':
      return among(verdicts(formula.of, left), 1, Infinity)
    case 'iff': {
      const inputs = verdicts(formula.of, left)
      return inputs.includes(true) && inputs.includes(false) ? false : inputs.includes(null) ? null : true
    }
    case 'count':
      return among(verdicts(formula.of, left), formula.min, formula.max)
  }
}

function verdicts(of: readonly Formula[], left: Left): (boolean | null)[] {
  return of.map((each) => verdict(each, left))
}

/** Whether between `min` and `max` of them are true. */
function among(inputs: readonly (boolean | null)[], min: number, max: number): boolean | null {
  const sure = inputs.filter((input) => input === true).length
  const most = sure + inputs.filter((input) => input === null).length
  if (most < min || sure > max) return false
  return sure >= min && most <= max ? true : null
}

function negated(input: boolean | null): boolean | null {
  return input === null ? null : !input
}
