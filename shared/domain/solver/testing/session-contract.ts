import fc from 'fast-check'
import { expect } from 'vitest'
import { slotStarts } from '../problem.ts'
import type { Problem } from '../problem.ts'
import type { Cost, RepairWish, Session, Solver } from '../session.ts'
import { arbitraryProblem } from './arbitrary-problem.ts'
import { solutionsOf } from './brute-force.ts'

interface Move {
  readonly variable: number
  /** Bits of the values to allow; 0 withdraws. */
  readonly bits: number
}

const arbitraryMoves: fc.Arbitrary<Move[]> = fc.array(fc.record({ variable: fc.nat(5), bits: fc.nat(15) }), {
  minLength: 1,
  maxLength: 8,
})
const arbitraryCosts = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 24, maxLength: 24 })

/**
 * Plays random conversations about random small problems with a solver and compares every answer with trying all combinations.
 * `solve` may answer null for a problem without a solution.
 */
export function checkAgainstBruteForce(solve: (problem: Problem) => Solver | null, numRuns: number): void {
  fc.assert(
    fc.property(arbitraryProblem, arbitraryMoves, arbitraryCosts, (problem, moves, costs) => {
      const all = solutionsOf(problem)
      const solver = solve(problem)
      if (solver === null) {
        expect(all).toEqual([])
        return
      }
      const session = solver.open()
      const judge = new Judge(problem, all)
      judge.compare(session, costs)
      for (const { variable, bits } of moves) {
        const at = variable % problem.variables.length
        const size = problem.variables[at]?.values.length ?? 1
        const values = [...Array(size).keys()].filter((value) => (bits >> value) % 2 === 1)
        judge.restrict(at, values)
        session.restrict(at, values.length === 0 ? null : values)
        judge.compare(session, costs)
      }
      session.clear()
      judge.clear()
      judge.compare(session, costs)
    }),
    { numRuns },
  )
}

class Judge {
  readonly #restrictions = new Map<number, readonly number[]>()
  readonly #problem: Problem
  readonly #all: readonly Int32Array[]

  constructor(problem: Problem, all: readonly Int32Array[]) {
    this.#problem = problem
    this.#all = all
  }

  restrict(variable: number, values: readonly number[]): void {
    this.#restrictions.delete(variable)
    if (values.length > 0) this.#restrictions.set(variable, values)
  }

  clear(): void {
    this.#restrictions.clear()
  }

  compare(session: Session, costs: readonly number[]): void {
    const fitting = this.#fitting(-1)
    expect(session.isPossible()).toBe(fitting.length > 0)
    const count = session.count()
    if (count !== null) expect(count).toBe(BigInt(fitting.length))
    this.#comparePossible(session)
    for (const combine of ['sum', 'max'] as const) this.#compareCosts(session, this.#cost(costs, combine), fitting)
    this.#compareExplanations(session, costs)
  }

  /** Solutions that keep all restrictions but that of one variable. */
  #fitting(but: number, kept: readonly number[] = [...this.#restrictions.keys()]): Int32Array[] {
    return this.#all.filter((row) =>
      kept.every((each) => each === but || this.#restrictions.get(each)?.includes(row[each] ?? -1) === true),
    )
  }

  #slots(): { variable: number; value: number; slot: number }[] {
    const starts = slotStarts(this.#problem)
    return this.#problem.variables.flatMap(({ values }, variable) =>
      values.map((_, value) => ({ variable, value, slot: (starts[variable] ?? 0) + value })),
    )
  }

  #comparePossible(session: Session): void {
    const shown = [...session.possible()]
    const expected = this.#slots().map(({ variable, value }) =>
      Number(this.#fitting(variable).some((row) => row[variable] === value)),
    )
    expect(shown).toEqual(expected)
  }

  #cost(costs: readonly number[], combine: Cost['combine']): Cost {
    const size = slotStarts(this.#problem).at(-1) ?? 0
    return { of: Float64Array.from({ length: size }, (_, slot) => costs[slot % costs.length] ?? 0), combine }
  }

  #costOf(row: Int32Array, { of, combine }: Cost): number {
    const starts = slotStarts(this.#problem)
    const each = [...row].map((value, variable) => of[(starts[variable] ?? 0) + value] ?? 0)
    return combine === 'sum' ? each.reduce((sum, cost) => sum + cost, 0) : Math.max(...each)
  }

  #compareCosts(session: Session, cost: Cost, fitting: readonly Int32Array[]): void {
    const costs = fitting.map((row) => this.#costOf(row, cost))
    const bounds = session.bounds(cost)
    const best = session.best(cost)
    if (fitting.length === 0) {
      expect([bounds, best]).toEqual([null, null])
    } else {
      expect(bounds).toEqual({ lowest: Math.min(...costs), highest: Math.max(...costs), isExact: true })
      expect(fitting).toContainEqual(best)
      expect(best === null ? null : this.#costOf(best, cost)).toBe(Math.min(...costs))
    }
    const lowest = session.lowestWith(cost)
    if (lowest === null) return
    const expected = this.#slots().map(({ variable, value }) =>
      Math.min(
        ...this.#fitting(variable)
          .filter((row) => row[variable] === value)
          .map((row) => this.#costOf(row, cost)),
      ),
    )
    expect([...lowest]).toEqual(expected)
  }

  #compareExplanations(session: Session, costs: readonly number[]): void {
    const thenBy = this.#cost(costs, 'sum')
    for (const { variable, value } of this.#slots()) {
      const having = this.#all.filter((row) => row[variable] === value)
      const others = [...this.#restrictions.keys()].filter((each) => each !== variable)
      const fits = (kept: readonly number[]) => this.#fitting(variable, kept).some((row) => row[variable] === value)
      const conflict = session.conflict(variable, value)
      if (fits(others)) expect(conflict).toBeNull()
      else {
        expect(conflict).not.toBeNull()
        const named = conflict ?? []
        expect(others).toEqual(expect.arrayContaining([...named]))
        expect(fits(named)).toBe(false)
        for (const each of named) expect(fits(named.filter((other) => other !== each))).toBe(true)
      }
      this.#compareRepairs(session, { variable, value, having, others }, { limit: 3, thenBy })
    }
  }

  /** The expected list: solutions by number of broken restrictions, then cost; sets that contain an earlier one are left out. */
  #compareRepairs(
    session: Session,
    asked: { variable: number; value: number; having: readonly Int32Array[]; others: readonly number[] },
    wish: RepairWish & { thenBy: Cost },
  ): void {
    const brokenBy = (row: Int32Array) =>
      asked.others
        .filter((each) => this.#restrictions.get(each)?.includes(row[each] ?? -1) !== true)
        .sort((a, b) => a - b)
    const ranked = asked.having
      .map((row) => ({ gaveWay: brokenBy(row), cost: this.#costOf(row, wish.thenBy) }))
      .sort((a, b) => a.gaveWay.length - b.gaveWay.length || a.cost - b.cost)
    const expected: typeof ranked = []
    for (const each of ranked) {
      if (!expected.some(({ gaveWay }) => gaveWay.every((other) => each.gaveWay.includes(other)))) expected.push(each)
    }
    const shown = session.repairs(asked.variable, asked.value, wish)
    for (const { solution, gaveWay } of shown) {
      expect(asked.having).toContainEqual(solution)
      expect([...gaveWay]).toEqual(brokenBy(solution))
    }
    const asPrices = (list: readonly { gaveWay: readonly number[]; cost: number }[]) =>
      list.slice(0, wish.limit).map(({ gaveWay, cost }) => [gaveWay.length, cost])
    expect(
      asPrices(shown.map(({ solution, gaveWay }) => ({ gaveWay, cost: this.#costOf(solution, wish.thenBy) }))),
    ).toEqual(asPrices(expected))
  }
}
