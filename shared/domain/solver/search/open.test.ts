import { describe, expect, it } from 'vitest'
import { slotStarts } from '../problem.ts'
import type { ClauseRule, Problem } from '../problem.ts'
import type { Solver } from '../session.ts'
import { checkAgainstBruteForce } from '../testing/session-contract.ts'
import { obeys } from '../testing/brute-force.ts'
import { openSearch } from './open.ts'

describe('the search solver', () => {
  it('answers every question as trying all combinations does', () => {
    checkAgainstBruteForce(openSearch, 120)
  })

  it('is null for a problem that nothing solves', () => {
    const both = [clause('never', [0, 0]), clause('always', [0, 1])]
    expect(openSearch({ variables: yesOrNo(1), rules: both })).toBeNull()
  })

  it('never leads into a dead end, whatever is chosen, altered and withdrawn', () => {
    const problem = looseModel(120, 420)
    const starts = slotStarts(problem)
    const session = opened(problem).open()
    const next = numbers(7)
    for (let step = 0; step < 400; step++) {
      const variable = next(120)
      const shown = session.possible()
      const values = [0, 1].filter((value) => shown[(starts[variable] ?? 0) + value] === 1)
      expect(values).not.toEqual([])
      session.restrict(variable, next(4) === 0 ? null : [values[next(values.length)] ?? 0])
      expect(session.isPossible()).toBe(true)
    }
    const solution = session.best(noCost(problem))
    expect(problem.rules.every((rule) => obeys(rule, solution ?? []))).toBe(true)
  })

  it('gives the same answers whatever was asked before, so that kiosk and server agree', () => {
    const problem = looseModel(60, 200)
    const cost = { of: Float64Array.from({ length: 120 }, (_, slot) => (slot * 37) % 11), combine: 'sum' } as const
    const chosen = [4, 9, 17, 23, 31].map((variable) => ({ variable, values: [variable % 2] }))
    const answers = (solver: Solver) => {
      const session = solver.open()
      for (const { variable, values } of chosen) {
        const at = 2 * variable + (values[0] ?? 0)
        if (session.possible()[at] === 1) session.restrict(variable, values)
      }
      const excluded = session.possible().indexOf(0)
      const asked = [excluded >> 1, excluded % 2] as const
      return [
        session.bounds(cost),
        session.best(cost),
        session.conflict(...asked),
        session.repairs(...asked, { limit: 3, thenBy: cost }),
      ]
    }
    const fresh = answers(opened(problem))
    const used = opened(problem)
    const other = used.open()
    for (let variable = 59; variable > 0; variable -= 2) {
      if (other.possible()[2 * variable] === 1) other.restrict(variable, [0])
    }
    other.bounds(cost)
    expect(answers(used)).toEqual(fresh)
  })

  it('blames later choices, and asks those to give way who move most easily', () => {
    const needs = (one: number, another: number) => clause('needs', [one, 0], [another, 1])
    // The third is excluded by the first and by the second alike.
    const problem = {
      variables: yesOrNo(3),
      rules: [clause('', [0, 0], [2, 0]), clause('', [1, 0], [2, 0]), needs(0, 1)],
    }
    const session = opened(problem).open()
    session.restrict(1, [1])
    session.restrict(0, [1])
    expect(session.conflict(2, 1)).toEqual([0])
    const [nearest] = session.repairs(2, 1, { limit: 2 })
    expect(nearest).toEqual({ solution: Int32Array.of(0, 0, 1), gaveWay: [0, 1] })
    session.restrict(0, null)
    expect(session.repairs(2, 1, { limit: 2, reluctance: Float64Array.of(1, 5, 1) })).toHaveLength(1)
  })
})

function opened(problem: Problem): Solver {
  const solver = openSearch(problem)
  if (solver === null) throw new Error('the model of this test has a solution')
  return solver
}

function noCost(problem: Problem) {
  return { of: new Float64Array(slotStarts(problem).at(-1) ?? 0), combine: 'sum' } as const
}

function yesOrNo(count: number) {
  return Array.from({ length: count }, (_, at) => ({ name: `x${at}`, values: ['no', 'yes'] }))
}

function clause(name: string, ...literals: readonly (readonly [number, number])[]): ClauseRule {
  return { kind: 'clause', name, literals: literals.map(([variable, value]) => ({ variable, values: [value] })) }
}

/** Clauses of two and three like those of software product lines, all kept by the same two hidden products. */
function looseModel(variables: number, clauses: number): Problem {
  const next = numbers(42)
  const hidden = [0, 1].map(() => Array.from({ length: variables }, () => next(2)))
  const rules: ClauseRule[] = []
  while (rules.length < clauses) {
    const literals = Array.from({ length: 2 + next(2) }, () => [next(variables), next(2)] as const)
    if (hidden.every((product) => literals.some(([variable, value]) => product[variable] === value))) {
      rules.push(clause(`r${rules.length}`, ...literals))
    }
  }
  return { variables: yesOrNo(variables), rules }
}

/** The same numbers every time: a linear congruential sequence (Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
