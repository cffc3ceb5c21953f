import type { CharacteristicId, ConfigModel, RuleFormula } from '../../catalogue/model.ts'
import type { Within } from './ranges.ts'

/** How much of a text, number or picture the rules and prices of a model know. */
export interface SpokenOf {
  /** Asked by a rule whether it is chosen, or within which bounds. */
  readonly byRules: ReadonlyMap<CharacteristicId, readonly Within[]>
  /** Priced by what is chosen, whether or not a rule speaks of it. */
  readonly byPrices: ReadonlySet<CharacteristicId>
}

export function spokenOf(model: ConfigModel): SpokenOf {
  const byRules = new Map<CharacteristicId, Within[]>()
  for (const constraint of model.constraints) if (constraint.kind === 'formula') collect(constraint.formula, byRules)
  const byPrices = model.priceRules.flatMap((rule) =>
    rule.kind === 'per-letter' || rule.kind === 'per-unit' ? [rule.of] : [],
  )
  return { byRules, byPrices: new Set(byPrices) }
}

function collect(formula: RuleFormula, byRules: Map<CharacteristicId, Within[]>): void {
  switch (formula.is) {
    case 'one-of':
    case 'chosen':
    case 'within': {
      const known = byRules.get(formula.id) ?? []
      byRules.set(formula.id, formula.is === 'within' ? [...known, formula] : known)
      return
    }
    case 'not':
      collect(formula.of, byRules)
      return
    case 'implies':
      collect(formula.if, byRules)
      collect(formula.then, byRules)
      return
    default:
      for (const each of formula.of) collect(each, byRules)
  }
}
