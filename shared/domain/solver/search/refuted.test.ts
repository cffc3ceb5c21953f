import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryProblem } from '../testing/arbitrary-problem.ts'
import { solutionsOf } from '../testing/brute-force.ts'
import { isRefuted } from './refuted.ts'

describe('a rule read by itself', () => {
  it('is refuted only by choices under which nothing obeys it, and always by those when it is a table or a clause', () => {
    fc.assert(
      fc.property(arbitraryProblem, fc.array(fc.nat(14), { minLength: 6, maxLength: 6 }), (problem, bits) => {
        const held = problem.variables.flatMap(({ values }, variable) => {
          const some = [...values.keys()].filter((value) => (((bits[variable] ?? 0) + 1) >> value) % 2 === 1)
          return some.length === 0 ? [] : [{ variable, values: some }]
        })
        for (const rule of problem.rules) {
          const isObeyed = solutionsOf({ ...problem, rules: [rule] }).some((row) =>
            held.every(({ variable, values }) => values.includes(row[variable] ?? -1)),
          )
          if (rule.kind === 'formula') expect(isObeyed && isRefuted(rule, problem, held)).toBe(false)
          else expect(isRefuted(rule, problem, held)).toBe(!isObeyed)
        }
      }),
      { numRuns: 150 },
    )
  })
})
