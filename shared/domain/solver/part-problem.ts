import type { Formula, Problem, Rule } from './problem.ts'

/**
 * The rules that speak of these variables only, with variables renumbered in the given order. A rule that speaks of no variable
 * at all belongs to the part that has variable 0.
 */
export function partProblem(problem: Problem, variables: ArrayLike<number>): Problem {
  const local = new Map(Array.from(variables, (variable, at) => [variable, at]))
  const isWhole = local.size === problem.variables.length
  const rules = problem.rules.filter((rule) => {
    const [first] = variablesOf(rule)
    return first === undefined ? local.has(0) : local.has(first)
  })
  return {
    variables: Array.from(variables, (variable) => problem.variables[variable] ?? unknown(variable)),
    rules:
      isWhole && Array.from(variables).every((variable, at) => variable === at)
        ? problem.rules
        : rules.map((rule) => renumbered(rule, (variable) => local.get(variable) ?? unknown(variable))),
  }
}

/** Variables a rule speaks of, in the order of speaking; may repeat. */
export function variablesOf(rule: Rule): Iterable<number> {
  switch (rule.kind) {
    case 'allow':
    case 'forbid':
      return rule.scope
    case 'clause':
      return rule.literals.map(({ variable }) => variable)
    case 'formula':
      return variablesIn(rule.formula)
  }
}

function* variablesIn(formula: Formula): Iterable<number> {
  switch (formula.is) {
    case 'literal':
      yield formula.variable
      return
    case 'not':
      yield* variablesIn(formula.of)
      return
    case 'implies':
      yield* variablesIn(formula.if)
      yield* variablesIn(formula.then)
      return
    default:
      for (const each of formula.of) yield* variablesIn(each)
  }
}

function renumbered(rule: Rule, to: (variable: number) => number): Rule {
  switch (rule.kind) {
    case 'allow':
    case 'forbid':
      return { ...rule, scope: rule.scope.map(to) }
    case 'clause':
      return { ...rule, literals: rule.literals.map((each) => ({ ...each, variable: to(each.variable) })) }
    case 'formula':
      return { ...rule, formula: renumberedFormula(rule.formula, to) }
  }
}

function renumberedFormula(formula: Formula, to: (variable: number) => number): Formula {
  const all = (of: readonly Formula[]) => of.map((each) => renumberedFormula(each, to))
  switch (formula.is) {
    case 'literal':
      return { ...formula, variable: to(formula.variable) }
    case 'not':
      return { ...formula, of: renumberedFormula(formula.of, to) }
    case 'implies':
      return { is: 'implies', if: renumberedFormula(formula.if, to), then: renumberedFormula(formula.then, to) }
    case 'and':
    case 'or':
    case 'iff':
      return { is: formula.is, of: all(formula.of) }
    case 'count':
      return { ...formula, of: all(formula.of) }
  }
}

function unknown(variable: number): never {
  throw new Error(`no variable ${variable} in this part`)
}
