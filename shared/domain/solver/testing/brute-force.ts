import type { Formula, Problem, Rule } from '../problem.ts'

/** All solutions of a small problem, by trying every combination: the judge of every other solver. */
export function solutionsOf(problem: Problem): Int32Array[] {
  const found: Int32Array[] = []
  const row = new Int32Array(problem.variables.length)
  const fill = (at: number): void => {
    if (at === row.length) {
      if (problem.rules.every((rule) => obeys(rule, row))) found.push(row.slice())
      return
    }
    const size = problem.variables[at]?.values.length ?? 0
    for (let value = 0; value < size; value++) {
      row[at] = value
      fill(at + 1)
    }
  }
  fill(0)
  return found
}

/** Whether a whole assignment (value index per variable) obeys one rule. */
export function obeys(rule: Rule, row: ArrayLike<number>): boolean {
  switch (rule.kind) {
    case 'allow':
      return isListed(rule.scope, rule.rows, row)
    case 'forbid':
      return !isListed(rule.scope, rule.rows, row)
    case 'clause':
      return rule.literals.some(({ variable, values }) => values.includes(row[variable] ?? -1))
    case 'formula':
      return isTrue(rule.formula, row)
  }
}

function isListed(scope: readonly number[], rows: Int32Array, row: ArrayLike<number>): boolean {
  for (let start = 0; start < rows.length; start += scope.length) {
    if (scope.every((variable, at) => rows[start + at] === row[variable])) return true
  }
  return false
}

function isTrue(formula: Formula, row: ArrayLike<number>): boolean {
  switch (formula.is) {
    case 'literal':
      return formula.values.includes(row[formula.variable] ?? -1)
    case 'not':
      return !isTrue(formula.of, row)
    case 'and':
      return formula.of.every((each) => isTrue(each, row))
    case 'or':
      return formula.of.some((each) => isTrue(each, row))
    case 'iff':
      return new Set(formula.of.map((each) => isTrue(each, row))).size <= 1
    case 'implies':
      return !isTrue(formula.if, row) || isTrue(formula.then, row)
    case 'count': {
      const holding = formula.of.filter((each) => isTrue(each, row)).length
      return holding >= formula.min && holding <= formula.max
    }
  }
}
