import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slotStarts } from '@dangol/domain/solver/problem.ts'
import type { Problem } from '@dangol/domain/solver/problem.ts'
import { arbitraryProblem } from '@dangol/domain/solver/testing/arbitrary-problem.ts'
import { solutionsOf } from '@dangol/domain/solver/testing/brute-force.ts'
import { cnfOf } from './cnf.ts'
import { openLogicSolver } from './peers/logic-solver.ts'

const LIMIT_MS = 10_000

/** Options that some solution has, by trying all combinations. */
function expectedOptions(problem: Problem, keeps: (row: Int32Array) => boolean): number[] {
  const starts = slotStarts(problem)
  const options = new Array<number>(starts.at(-1) ?? 0).fill(0)
  for (const row of solutionsOf(problem).filter(keeps))
    row.forEach((value, at) => (options[(starts[at] ?? 0) + value] = 1))
  return options
}

describe('the clauses that peers are given', () => {
  it('mean the problem: its options are those of all combinations, before and after choices', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryProblem, fc.nat(5), fc.nat(3), async (problem, first, second) => {
        const starts = slotStarts(problem)
        const peer = openLogicSolver(cnfOf(problem), LIMIT_MS)
        expect([...peer.root]).toEqual(expectedOptions(problem, () => true))
        const variable = first % problem.variables.length
        const size = problem.variables[variable]?.values.length ?? 1
        const value = second % size
        const from = starts[variable] ?? 0
        const slots = Array.from({ length: size }, (_, at) => from + at)
        peer.start()
        const one = await peer.choose({
          allowed: [from + value],
          excluded: slots.filter((slot) => slot !== from + value),
        })
        expect([...one.possible]).toEqual(expectedOptions(problem, (row) => row[variable] === value))
        if (size === 1) return
        peer.start()
        const others = slots.filter((slot) => slot !== from + value)
        const rest = await peer.choose({ allowed: others, excluded: [from + value] })
        expect([...rest.possible]).toEqual(expectedOptions(problem, (row) => row[variable] !== value))
      }),
      { numRuns: 40 },
    )
  })

  it('hold a variable of many values to one of them', () => {
    const values = Array.from({ length: 30 }, (_, at) => `${at}`)
    const rows = Int32Array.from(values.flatMap((_, at) => [at, at % 2]))
    const problem: Problem = {
      variables: [
        { name: 'version', values },
        { name: 'roof', values: ['0', '1'] },
      ],
      rules: [{ kind: 'allow', name: 'roofs', scope: [0, 1], rows }],
    }
    const peer = openLogicSolver(cnfOf(problem), LIMIT_MS)
    expect([...peer.root].every((each) => each === 1)).toBe(true)
    expect(peer.fits([[3], [31]])).toBe(true)
    expect(peer.fits([[3], [30]])).toBe(false)
    expect(peer.fits([[3], [5]])).toBe(false)
  })
})
