import type { Formula, Problem, Rule, TableRule } from '../problem.ts'

/** A rule, or the part of one that can stand alone: the problem is all of them together. */
export interface Piece {
  /** Variables, each once. */
  readonly scope: readonly number[]
  readonly says: TableRule | Formula
}

/** Takes rules apart as far as they are conjunctions: smaller scopes keep more of the model independent. */
export function piecesOf(problem: Problem): Piece[] {
  return problem.rules.flatMap((rule): Piece[] => {
    if (isTable(rule)) return [{ scope: rule.scope, says: rule }]
    return conjuncts(formulaOf(rule), true).map((says) => ({ scope: [...variablesOf(says)], says }))
  })
}

const isTable = (rule: Rule): rule is TableRule => rule.kind === 'allow' || rule.kind === 'forbid'

function formulaOf(rule: Exclude<Rule, TableRule>): Formula {
  if (rule.kind === 'formula') return rule.formula
  return { is: 'or', of: rule.literals.map((literal) => ({ is: 'literal', ...literal })) }
}

function variablesOf(formula: Formula, found = new Set<number>()): Set<number> {
  if (formula.is === 'literal') found.add(formula.variable)
  else for (const part of partsOfFormula(formula)) variablesOf(part, found)
  return found
}

function partsOfFormula(formula: Exclude<Formula, { is: 'literal' }>): readonly Formula[] {
  if (formula.is === 'not') return [formula.of]
  return formula.is === 'implies' ? [formula.if, formula.then] : formula.of
}

/** Formulas that together say what the formula says, or what it denies. */
function conjuncts(formula: Formula, holds: boolean): Formula[] {
  switch (formula.is) {
    case 'literal':
      return [asTold(formula, holds)]
    case 'not':
      return conjuncts(formula.of, !holds)
    case 'and':
      return holds ? formula.of.flatMap((each) => conjuncts(each, true)) : someOf(formula.of, false)
    case 'or':
      return holds ? someOf(formula.of, true) : formula.of.flatMap((each) => conjuncts(each, false))
    case 'implies':
      if (!holds) return [...conjuncts(formula.if, true), ...conjuncts(formula.then, false)]
      return someOf([{ is: 'not', of: formula.if }, formula.then], true)
    case 'iff':
      return holds ? ring(formula.of) : [asTold(formula, false)]
    case 'count':
      return holds ? counted(formula) : [asTold(formula, false)]
  }
}

const asTold = (formula: Formula, holds: boolean): Formula => (holds ? formula : { is: 'not', of: formula })

/** "One of these" as conjuncts: distributed over the one part that is itself a conjunction; over more of them it would explode. */
function someOf(parts: readonly Formula[], hold: boolean): Formula[] {
  if (parts.length === 0) return [{ is: 'or', of: [] }]
  const broken = parts.map((part) => conjuncts(part, hold))
  const flat = broken.map((each): Formula =>
    each.length === 1 && each[0] !== undefined ? each[0] : { is: 'and', of: each },
  )
  const widest = broken.reduce((best, each, at) => (each.length > (broken[best]?.length ?? 0) ? at : best), 0)
  const others = flat.filter((_, at) => at !== widest).flatMap(alternatives)
  return (broken[widest] ?? []).map((each) => ({ is: 'or', of: [...others, ...alternatives(each)] }))
}

const alternatives = (formula: Formula): readonly Formula[] => (formula.is === 'or' ? formula.of : [formula])

/** "All alike": each implies the next, the last the first. */
const ring = (parts: readonly Formula[]): Formula[] =>
  parts.length < 2
    ? []
    : parts.flatMap((each, at) =>
        conjuncts({ is: 'implies', if: each, then: parts[(at + 1) % parts.length] ?? each }, true),
      )

function counted(formula: Extract<Formula, { is: 'count' }>): Formula[] {
  const { of, min, max } = formula
  if (min <= 0 && max >= of.length) return []
  if (min === 1 && max >= of.length) return someOf(of, true)
  if (min === of.length && max >= min) return of.flatMap((each) => conjuncts(each, true))
  if (max === 0 && min <= 0) return of.flatMap((each) => conjuncts(each, false))
  return [formula]
}
