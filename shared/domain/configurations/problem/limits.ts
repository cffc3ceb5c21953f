import type { CharacteristicId, Condition, ConfigModel, Constraint, RuleFormula } from '../../catalogue/model.ts'
import type { Formula, Literal } from '../../solver/problem.ts'
import { isChosen, isOneOf } from './draft.ts'
import type { Draft } from './draft.ts'
import { addAllowed, knownRows } from './rows.ts'

/** All that limits the products of a model: what applies when, and its constraints by their ids. */
export function addLimits(draft: Draft, model: ConfigModel): void {
  for (const { characteristic, at, lapsed } of draft.byId.values()) {
    if (lapsed < 0) continue
    addApplies(draft, `applies:${characteristic.id}`, { variable: at, values: [lapsed] }, characteristic.onlyIf ?? {})
  }
  for (const constraint of model.constraints) addConstraint(draft, constraint)
}

/** It lapses exactly when the condition does not hold. */
function addApplies(draft: Draft, name: string, lapsed: Literal, onlyIf: Condition): void {
  const parents = conditionOf(draft, name, onlyIf)
  for (const parent of parents) draft.addClause(name, [lapsed, parent])
  draft.addClause(name, [draft.complement(lapsed), ...parents.map((parent) => draft.complement(parent))])
}

function addConstraint(draft: Draft, constraint: Constraint): void {
  const { id } = constraint
  switch (constraint.kind) {
    case 'allow':
    case 'forbid':
      addTable(draft, constraint)
      return
    case 'requires': {
      const unless = conditionOf(draft, id, constraint.if).map((each) => draft.complement(each))
      for (const then of conditionOf(draft, id, constraint.then)) draft.addClause(id, [...unless, then])
      return
    }
    case 'formula': {
      const formula = formulaOf(draft, id, constraint.formula)
      const clause = clauseOf(draft, formula, true)
      if (clause !== null) draft.addClause(id, clause)
      else draft.rules.push({ kind: 'formula', name: id, formula })
    }
  }
}

function addTable(draft: Draft, constraint: Extract<Constraint, { kind: 'allow' | 'forbid' }>): void {
  const { id, over, rows } = constraint
  const isTorn = new Set(over).size !== over.length || rows.some((row) => row.length !== over.length)
  if (isTorn) throw new Error(`the table of constraint ${id} does not fit its characteristics`)
  for (const each of over) assertValues(draft, id, each)
  if (constraint.kind === 'allow') {
    addAllowed(draft, id, constraint)
    return
  }
  const forbidden = knownRows(draft, constraint)
  if (forbidden.rows.size === 0) return
  const scope = forbidden.columns.map(({ at }) => at)
  draft.rules.push({ kind: 'forbid', name: id, scope, rows: Int32Array.from([...forbidden.rows.values()].flat()) })
}

function conditionOf(draft: Draft, name: string, condition: Condition): Literal[] {
  for (const id of Object.keys(condition)) assertValues(draft, name, id)
  return draft.literals(condition) ?? []
}

function assertValues(draft: Draft, name: string, id: CharacteristicId): void {
  const isKnown = draft.byId.get(id)?.characteristic.kind === 'choice'
  if (!isKnown) throw new Error(`${name} names '${id}', which has no values`)
}

function formulaOf(draft: Draft, name: string, formula: RuleFormula): Formula {
  const each = (of: readonly RuleFormula[]) => of.map((one) => formulaOf(draft, name, one))
  switch (formula.is) {
    case 'one-of':
    case 'within':
    case 'chosen':
      return atomOf(draft, name, formula)
    case 'not':
      return { is: 'not', of: formulaOf(draft, name, formula.of) }
    case 'implies':
      return {
        is: 'implies',
        if: formulaOf(draft, name, formula.if),
        then: formulaOf(draft, name, formula.then),
      }
    case 'count':
      return { ...formula, of: each(formula.of) }
    case 'all':
    case 'any':
    case 'same':
      return { is: NAMED[formula.is], of: each(formula.of) }
  }
}

const NAMED = { all: 'and', any: 'or', same: 'iff' } as const

type Atom = Extract<RuleFormula, { is: 'one-of' | 'within' | 'chosen' }>

function atomOf(draft: Draft, name: string, atom: Atom): Formula {
  if (atom.is === 'one-of') assertValues(draft, name, atom.id)
  const literal = draft.literal(atom.id, (state) => {
    if (atom.is === 'chosen') return isChosen(state)
    if (atom.is === 'one-of') return isOneOf(atom.values)(state)
    if (state.is !== 'range') return false
    return state.range.sample >= (atom.min ?? -Infinity) && state.range.sample <= (atom.max ?? Infinity)
  })
  if (literal === null) throw new Error(`${name} names '${atom.id}', which does not exist`)
  return literal.values.length === 0 ? { is: 'or', of: [] } : { is: 'literal', ...literal }
}

/** The formula as alternatives of which one must hold, where it is as simple as that: a compiler takes those in more easily. */
function clauseOf(draft: Draft, formula: Formula, holds: boolean): Literal[] | null {
  switch (formula.is) {
    case 'literal':
      return [holds ? formula : draft.complement(formula)]
    case 'not':
      return clauseOf(draft, formula.of, !holds)
    case 'implies':
      return holds ? joined([clauseOf(draft, formula.if, false), clauseOf(draft, formula.then, true)]) : null
    case 'or':
    case 'and':
      if ((formula.is === 'or') !== holds) return null
      return joined(formula.of.map((each) => clauseOf(draft, each, holds)))
    default:
      return null
  }
}

function joined(clauses: readonly (Literal[] | null)[]): Literal[] | null {
  return clauses.some((each) => each === null) ? null : clauses.flatMap((each) => each ?? [])
}
