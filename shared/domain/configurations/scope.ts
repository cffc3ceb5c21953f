import type { CharacteristicId, Constraint, RuleFormula } from '../catalogue/model.ts'

/** The characteristics that a constraint speaks of, each once, in the order in which it names them. */
export function scopeOfConstraint(constraint: Constraint): readonly CharacteristicId[] {
  switch (constraint.kind) {
    case 'allow':
    case 'forbid':
      return constraint.over
    case 'requires':
      return [...new Set([...Object.keys(constraint.if), ...Object.keys(constraint.then)])]
    case 'formula':
      return [...new Set(namedIn(constraint.formula))]
  }
}

function namedIn(formula: RuleFormula): CharacteristicId[] {
  switch (formula.is) {
    case 'one-of':
    case 'within':
    case 'chosen':
      return [formula.id]
    case 'not':
      return namedIn(formula.of)
    case 'implies':
      return [...namedIn(formula.if), ...namedIn(formula.then)]
    case 'all':
    case 'any':
    case 'same':
    case 'count':
      return formula.of.flatMap(namedIn)
  }
}
