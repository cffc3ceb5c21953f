import type { CharacteristicId, Choices, Condition, ConfigModel, Constraint, RuleFormula } from '../catalogue/model.ts'
import { applies } from './effective.ts'
import { judge, waitsFor } from './formula.ts'
import type { Held } from './formula.ts'
import { indexOf } from './model-index.ts'
import type { Reason } from './view.ts'

/** Where the choices stand as they are, without a look at what could still be chosen. */
export interface Standing {
  readonly missing: readonly CharacteristicId[]
  readonly violated: readonly Reason[]
}

/** `given` are the choices as they came, `effective` those of them that count. */
export function standingOf(model: ConfigModel, given: Choices, effective: Choices): Standing {
  const missing = new Set<CharacteristicId>()
  for (const each of model.characteristics) {
    const isNeeded = each.required || (given[each.id] ?? '') !== ''
    if (isNeeded && !(each.id in effective) && applies(each, effective)) missing.add(each.id)
  }
  const heldBy = heldUnder(model, effective)
  const violated = model.constraints.filter((constraint) => {
    if (constraint.kind !== 'requires' && constraint.kind !== 'formula') return breaksTable(constraint, effective)
    const formula = formulaOf(constraint)
    const truth = judge(formula, heldBy)
    // What it says of nothing at all counts too: a rule may ask for something that could be left out otherwise.
    if (truth === null && judge(formula, leftOut(heldBy)) === false) {
      for (const id of waitsFor(formula, heldBy)) missing.add(id)
    }
    return truth === false
  })
  return {
    missing: missing.size === 0 ? [] : model.characteristics.flatMap((each) => (missing.has(each.id) ? [each.id] : [])),
    violated: violated.map(({ id, why }) => ({ constraintId: id, why })),
  }
}

function breaksTable(constraint: Exclude<Constraint, { kind: 'requires' | 'formula' }>, effective: Choices): boolean {
  if (!constraint.over.every((id) => id in effective)) return false
  const isRow = constraint.rows.some((row) => row.every((value, at) => value === effective[constraint.over[at] ?? '']))
  return constraint.kind === 'allow' ? !isRow : isRow
}

type Written = Extract<Constraint, { kind: 'requires' | 'formula' }>

const formulas = new WeakMap<Written, RuleFormula>()

function formulaOf(constraint: Written): RuleFormula {
  if (constraint.kind === 'formula') return constraint.formula
  const known = formulas.get(constraint)
  if (known !== undefined) return known
  const allOf = (condition: Condition): RuleFormula => ({
    is: 'all',
    of: Object.entries(condition).map(([id, values]) => ({ is: 'one-of', id, values })),
  })
  const formula: RuleFormula = { is: 'implies', if: allOf(constraint.if), then: allOf(constraint.then) }
  formulas.set(constraint, formula)
  return formula
}

/** What each characteristic holds: a choice, nothing yet, or certainly nothing, where a present choice rules out that it applies. */
function heldUnder(model: ConfigModel, effective: Choices): (id: CharacteristicId) => Held {
  const { characteristics } = indexOf(model)
  const isBarred = (id: CharacteristicId, seen: readonly CharacteristicId[]): boolean =>
    Object.entries(characteristics.get(id)?.onlyIf ?? {}).some(([parent, values]) => {
      const choice = effective[parent]
      if (choice !== undefined) return !(values as readonly unknown[]).includes(choice)
      return !seen.includes(parent) && isBarred(parent, [...seen, parent])
    })
  return (id) => {
    const choice = effective[id]
    if (choice !== undefined) return { choice }
    return !characteristics.has(id) || isBarred(id, [id]) ? 'none' : 'open'
  }
}

const leftOut =
  (heldBy: (id: CharacteristicId) => Held) =>
  (id: CharacteristicId): Held => {
    const held = heldBy(id)
    return held === 'open' ? 'none' : held
  }
