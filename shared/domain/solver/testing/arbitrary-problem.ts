import fc from 'fast-check'
import type { Formula, Problem, Rule } from '../problem.ts'

/** Small problems of every kind of rule, satisfiable or not: few enough combinations to try them all. */
export const arbitraryProblem: fc.Arbitrary<Problem> = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 })
  .chain((sizes) =>
    fc.array(arbitraryRule(sizes), { maxLength: 6 }).map((rules) => ({
      variables: sizes.map((size, at) => ({
        name: `x${at}`,
        values: Array.from({ length: size }, (_, value) => `${value}`),
      })),
      rules: rules.map((rule, at) => ({ ...rule, name: `r${at}` })),
    })),
  )

const arbitraryRule = (sizes: readonly number[]): fc.Arbitrary<Rule> =>
  fc.oneof(tableOf(sizes), clauseOf(sizes), formulaOf(sizes))

function tableOf(sizes: readonly number[]): fc.Arbitrary<Rule> {
  const scopes = fc.shuffledSubarray([...sizes.keys()], { minLength: 1, maxLength: Math.min(4, sizes.length) })
  return scopes.chain((scope) => {
    const row = fc.tuple(...scope.map((variable) => fc.nat((sizes[variable] ?? 1) - 1)))
    return fc
      .record({ kind: fc.constantFrom('allow', 'forbid'), rows: fc.array(row, { minLength: 1, maxLength: 16 }) })
      .map(({ kind, rows }) => ({ kind, name: '', scope, rows: Int32Array.from(rows.flat()) }))
  })
}

const literalOf = (sizes: readonly number[]) =>
  fc
    .nat(sizes.length - 1)
    .chain((variable) =>
      fc
        .subarray([...Array(sizes[variable] ?? 1).keys()], { minLength: 1 })
        .map((values) => ({ variable, values }) as const),
    )

const clauseOf = (sizes: readonly number[]): fc.Arbitrary<Rule> =>
  fc.array(literalOf(sizes), { minLength: 1, maxLength: 4 }).map((literals) => ({ kind: 'clause', name: '', literals }))

const formulaOf = (sizes: readonly number[]): fc.Arbitrary<Rule> =>
  fc
    .letrec<{ formula: Formula }>((tie) => ({
      formula: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'formula' },
        literalOf(sizes).map((literal): Formula => ({ is: 'literal', ...literal })),
        tie('formula').map((of): Formula => ({ is: 'not', of })),
        fc
          .record({
            is: fc.constantFrom('and', 'or', 'iff'),
            of: fc.array(tie('formula'), { minLength: 1, maxLength: 3 }),
          })
          .map((each): Formula => each),
        fc.record({ if: tie('formula'), then: tie('formula') }).map((each): Formula => ({ is: 'implies', ...each })),
        fc
          .record({ of: fc.array(tie('formula'), { minLength: 1, maxLength: 4 }), min: fc.nat(2), more: fc.nat(2) })
          .map(({ of, min, more }): Formula => ({ is: 'count', of, min, max: min + more })),
      ),
    }))
    .formula.map((formula) => ({ kind: 'formula', name: '', formula }))
