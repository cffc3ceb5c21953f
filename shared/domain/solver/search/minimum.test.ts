import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Gates, not } from './gates.ts'
import { minimum } from './minimum.ts'
import { Sat } from './sat/sat.ts'

const booleans = 7
const arbitraryLiteral = fc.nat(2 * booleans - 1)
const arbitraryClauses = fc.array(fc.array(arbitraryLiteral, { minLength: 1, maxLength: 4 }), { maxLength: 16 })
const arbitraryWanted = fc
  .array(fc.tuple(arbitraryLiteral, fc.integer({ min: 1, max: 30 })), { maxLength: 10 })
  .map((entries) => new Map(entries))

interface Case {
  readonly gates: Gates
  readonly literals: readonly number[]
}

function opened(clauses: readonly (readonly number[])[]): Case {
  const sat = new Sat()
  const gates = new Gates(sat)
  const positive = Array.from({ length: booleans }, () => sat.boolean(true))
  const literals = positive.flatMap((literal) => [literal, not(literal)])
  for (const clause of clauses) sat.add(clause.map((literal) => literals[literal] ?? 0))
  return { gates, literals }
}

function costs(clauses: readonly (readonly number[])[], wanted: ReadonlyMap<number, number>): number[] {
  return [...Array(2 ** booleans).keys()].flatMap((bits) => {
    const holds = (literal: number) => ((bits >> (literal >> 1)) & 1) === 1 - (literal & 1)
    if (!clauses.every((clause) => clause.some(holds))) return []
    return [[...wanted].reduce((sum, [literal, weight]) => (holds(literal) ? sum : sum + weight), 0)]
  })
}

describe('the lowest cost of what is wanted', () => {
  it('is that of trying everything, and its proof holds in the cheapest solutions only', () => {
    fc.assert(
      fc.property(arbitraryClauses, arbitraryWanted, (clauses, wanted) => {
        const { gates, literals } = opened(clauses)
        const { sat } = gates
        const asWanted = new Map([...wanted].map(([literal, weight]) => [literals[literal] ?? 0, weight]))
        const costNow = () =>
          [...asWanted].reduce((sum, [each, weight]) => (sat.value(each) === 1 ? sum : sum + weight), 0)
        const all = costs(clauses, wanted)
        const found = minimum({ gates, read: costNow }, [], asWanted)
        if (found === null) {
          expect(all).toEqual([])
          return
        }
        const least = Math.min(...all)
        expect([found.floor, found.ceiling, found.solution]).toEqual([least, least, least])
        expect(sat.solve(found.proof)).toBe(true)
        expect(costNow()).toBe(least)
      }),
      { numRuns: 300 },
    )
  })

  it('says between what it lies when the effort is spent', () => {
    // Of any three neighbours two are missing: many small contradictions.
    const { gates } = opened([])
    const wanted = new Map(Array.from({ length: 40 }, () => [gates.sat.boolean(true), 7] as const))
    const all = [...wanted.keys()]
    all.forEach((one, at) => {
      for (const other of all.slice(at + 1, at + 3)) gates.sat.add([not(one), not(other)])
    })
    const hasty = minimum({ gates, read: () => true }, [], wanted, 50)
    const exact = minimum({ gates, read: () => true }, [], wanted)
    expect(exact?.floor).toBe(7 * 26)
    expect(hasty?.floor).toBeLessThanOrEqual(7 * 26)
    expect(hasty?.ceiling).toBeGreaterThanOrEqual(7 * 26)
  })
})
