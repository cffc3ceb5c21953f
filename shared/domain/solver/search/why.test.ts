import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { variablesOf } from '../part-problem.ts'
import type { Problem, Rule } from '../problem.ts'
import { arbitraryProblem } from '../testing/arbitrary-problem.ts'
import { solutionsOf } from '../testing/brute-force.ts'
import { openReasons, rulesExcluding } from './why.ts'
import type { Choice } from './why.ts'

const arbitraryChoices = fc.array(
  fc.record({ variable: fc.nat(5), values: fc.subarray([0, 1, 2, 3], { minLength: 1 }) }),
  { maxLength: 4 },
)

/** Choices that fit the problem's variables, one per variable. */
function fitted({ variables }: Problem, choices: readonly Choice[]): Choice[] {
  const byVariable = new Map<number, readonly number[]>()
  for (const { variable, values } of choices) {
    const at = variable % variables.length
    const fitting = values.filter((value) => value < (variables[at]?.values.length ?? 0))
    if (fitting.length > 0) byVariable.set(at, fitting)
  }
  return [...byVariable].map(([variable, values]) => ({ variable, values }))
}

function excludes(problem: Problem, rules: readonly number[], choices: readonly Choice[], slot: Choice): boolean {
  const excerpt = { ...problem, rules: problem.rules.filter((_, at) => rules.includes(at)) }
  return !solutionsOf(excerpt).some((row) =>
    [...choices, slot].every(({ variable, values }) => values.includes(row[variable] ?? -1)),
  )
}

function ruleAt({ rules }: Problem, at: number): Rule {
  return rules[at] ?? { kind: 'clause', name: '', literals: [] }
}

/** A formula that says the same thing twice may hide that it suffices. */
function isPlain({ kind }: Rule): boolean {
  return kind !== 'formula'
}

function subsets(size: number): number[][] {
  return Array.from({ length: 2 ** size }, (_, bits) => [...Array(size).keys()].filter((at) => (bits >> at) % 2 === 1))
}

describe('the rules that exclude a value', () => {
  it('exclude it and none of them is superfluous; one that speaks of the value and suffices is named alone', () => {
    fc.assert(
      fc.property(arbitraryProblem, arbitraryChoices, (problem, wild) => {
        const choices = fitted(problem, wild)
        const reasons = openReasons(problem)
        problem.variables.forEach(({ values }, variable) => {
          for (const value of values.keys()) {
            const named = reasons.excluding(choices, { variable, value })
            const slot = { variable, values: [value] }
            const sufficing = subsets(problem.rules.length).filter((rules) => excludes(problem, rules, choices, slot))
            const speaking = sufficing.some(
              ([rule = 0, ...rest]) =>
                rest.length === 0 &&
                isPlain(ruleAt(problem, rule)) &&
                [...variablesOf(ruleAt(problem, rule))].includes(variable),
            )
            if (named === null) expect(sufficing).toEqual([])
            else {
              expect(sufficing).toContainEqual(named)
              for (const left of named) {
                const without = named.filter((rule) => rule !== left)
                expect(sufficing).not.toContainEqual(without)
              }
              if (speaking) expect(named.length).toBeLessThan(2)
            }
          }
        })
      }),
      { numRuns: 60 },
    )
  })

  it('name the chain, not the bystanders', () => {
    const yesNo = { name: '', values: ['no', 'yes'] }
    const implies = (one: number, other: number) => ({
      kind: 'clause' as const,
      name: `${one} needs ${other}`,
      literals: [
        { variable: one, values: [0] },
        { variable: other, values: [1] },
      ],
    })
    const problem = { variables: [yesNo, yesNo, yesNo, yesNo], rules: [implies(0, 1), implies(0, 3), implies(1, 2)] }
    const chosen = { variable: 0, values: [1] }
    expect(rulesExcluding(problem, [chosen], { variable: 2, value: 0 })).toEqual([0, 2])
    expect(rulesExcluding(problem, [chosen], { variable: 2, value: 1 })).toBeNull()
    expect(rulesExcluding(problem, [chosen], { variable: 0, value: 0 })).toEqual([])
  })
})
