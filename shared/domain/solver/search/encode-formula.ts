import type { Formula } from '../problem.ts'
import { not } from './gates.ts'
import type { Add, Slots } from './slots.ts'

/** Writes that the formula holds: conjunctions fall apart and disjunctions become clauses before any gate is needed. */
export function assertFormula(formula: Formula, slots: Slots, add: Add): void {
  for (const clause of clausesOf(formula, true, slots)) add(clause)
}

/** Clauses that together say that the formula holds, or that it does not. */
function clausesOf(formula: Formula, holds: boolean, slots: Slots): number[][] {
  switch (formula.is) {
    case 'not':
      return clausesOf(formula.of, !holds, slots)
    case 'and':
    case 'or':
      return holds === (formula.is === 'and')
        ? formula.of.flatMap((each) => clausesOf(each, holds, slots))
        : [formula.of.flatMap((each) => alternatives(each, holds, slots))]
    case 'implies':
      return holds
        ? [[...alternatives(formula.if, false, slots), ...alternatives(formula.then, true, slots)]]
        : [...clausesOf(formula.if, true, slots), ...clausesOf(formula.then, false, slots)]
    default:
      return [alternatives(formula, holds, slots)]
  }
}

/** Literals of which one holds exactly when the formula does, or does not. */
function alternatives(formula: Formula, holds: boolean, slots: Slots): number[] {
  if (formula.is === 'literal' && holds) return slots.anyOf(formula.variable, formula.values)
  if (formula.is === 'literal' || formula.is === 'iff' || formula.is === 'count') {
    const literal = gateOf(formula, slots)
    return [holds ? literal : not(literal)]
  }
  const [only, ...rest] = clausesOf(formula, holds, slots)
  if (only !== undefined && rest.length === 0) return only
  return [slots.gates.all([only ?? [slots.gates.always], ...rest].map((clause) => slots.gates.any(clause)))]
}

/** A literal that holds exactly when the formula does. */
function gateOf(formula: Formula, slots: Slots): number {
  const { gates } = slots
  const inputs = (of: readonly Formula[]) => of.map((each) => gateOf(each, slots))
  switch (formula.is) {
    case 'literal':
      return slots.isIn(formula.variable, formula.values)
    case 'not':
      return not(gateOf(formula.of, slots))
    case 'and':
      return gates.all(inputs(formula.of))
    case 'or':
      return gates.any(inputs(formula.of))
    case 'implies':
      return gates.any([not(gateOf(formula.if, slots)), gateOf(formula.then, slots)])
    case 'iff':
      return gates.same(inputs(formula.of))
    case 'count':
      return gates.count(inputs(formula.of), formula.min, formula.max)
  }
}
