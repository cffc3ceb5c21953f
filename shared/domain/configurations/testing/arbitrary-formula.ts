import fc from 'fast-check'
import type { RuleFormula } from '../../catalogue/model.ts'
import { allOf, idOf, valuesOf } from './shape.ts'
import type { Shape } from './shape.ts'

/** Formulas of every kind over the characteristics of a shape. */
export function arbitraryFormula(shape: Shape): fc.Arbitrary<RuleFormula> {
  return fc.letrec<{ formula: RuleFormula }>((tie) => ({
    formula: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'rule formula' },
      atomOf(shape),
      tie('formula').map((of): RuleFormula => ({ is: 'not', of })),
      fc.record({ is: fc.constantFrom('all', 'any', 'same'), of: fc.array(tie('formula'), { maxLength: 3 }) }),
      fc.record({ is: fc.constant('implies' as const), if: tie('formula'), then: tie('formula') }),
      fc
        .record({ of: fc.array(tie('formula'), { maxLength: 3 }), min: fc.nat(2), more: fc.nat(2) })
        .map(({ of, min, more }): RuleFormula => ({ is: 'count', of, min, max: min + more })),
    ),
  })).formula
}

function atomOf(shape: Shape): fc.Arbitrary<RuleFormula> {
  const oneOf = fc
    .constantFrom(...allOf(shape))
    .chain((at) =>
      fc.subarray(valuesOf(shape, at)).map((values): RuleFormula => ({ is: 'one-of', id: idOf(at), values })),
    )
  const ids = [...allOf(shape).map(idOf), ...shape.others]
  const chosen = fc.constantFrom(...ids).map((id): RuleFormula => ({ is: 'chosen', id }))
  const bound = fc.option(fc.constantFrom(-1, 0, 0.5, 1, 2, 3, 4), { nil: undefined })
  const within = fc.record({ min: bound, max: bound }).map(({ min, max }): RuleFormula => ({
    is: 'within',
    id: 'number',
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  }))
  return fc.oneof({ weight: 3, arbitrary: oneOf }, chosen, ...(shape.others.includes('number') ? [within] : []))
}
