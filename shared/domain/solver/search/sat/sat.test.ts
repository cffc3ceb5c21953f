import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Sat } from './sat.ts'

const booleans = 8
const arbitraryLiteral = fc.nat(2 * booleans - 1)
const arbitraryClauses = fc.array(fc.array(arbitraryLiteral, { minLength: 1, maxLength: 4 }), { maxLength: 40 })
const arbitraryQuestion = fc.record({
  more: fc.array(fc.array(arbitraryLiteral, { minLength: 1, maxLength: 3 }), { maxLength: 2 }),
  assumptions: fc.array(arbitraryLiteral, { maxLength: 5 }),
})

const holdsIn = (bits: number) => (literal: number) => ((bits >> (literal >> 1)) & 1) === 1 - (literal & 1)

/** Every assignment, as bits, that satisfies the clauses and has the literals. */
function models(clauses: readonly (readonly number[])[], literals: readonly number[]): number[] {
  return [...Array(2 ** booleans).keys()].filter((bits) => {
    const holds = holdsIn(bits)
    return literals.every(holds) && clauses.every((clause) => clause.some(holds))
  })
}

function opened(): Sat {
  const sat = new Sat()
  for (let at = 0; at < booleans; at++) sat.boolean(true)
  return sat
}

const found = (sat: Sat) =>
  [...Array(booleans).keys()].reduce((bits, at) => bits + (sat.value(2 * at) === 1 ? 2 ** at : 0), 0)

describe('satisfiability', () => {
  it('answers question after question, with a solution or with assumptions that cannot hold together', () => {
    fc.assert(
      fc.property(arbitraryClauses, fc.array(arbitraryQuestion, { maxLength: 6 }), (first, questions) => {
        const sat = opened()
        const clauses = [...first]
        for (const clause of first) sat.add(clause)
        for (const { more, assumptions } of questions) {
          for (const clause of more) sat.add(clause)
          clauses.push(...more)
          const all = models(clauses, assumptions)
          expect(sat.solve(assumptions)).toBe(all.length > 0)
          if (all.length > 0) expect(all).toContain(found(sat))
          else {
            expect(assumptions).toEqual(expect.arrayContaining([...sat.core]))
            expect(models(clauses, sat.core)).toEqual([])
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('finds the first solution in the order of wishes it insists on', () => {
    fc.assert(
      fc.property(
        arbitraryClauses,
        fc.uniqueArray(arbitraryLiteral, { selector: (literal) => literal >> 1 }),
        (clauses, wishes) => {
          const sat = opened()
          for (const clause of clauses) sat.add(clause)
          const all = models(clauses, [])
          if (sat.solve([], { wishes, insists: true }) === false) expect(all).toEqual([])
          else {
            const best = wishes.reduce((left, wish) => {
              const granted = left.filter((bits) => holdsIn(bits)(wish))
              return granted.length > 0 ? granted : left
            }, all)
            expect(best).toContain(found(sat))
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('forgets what was added after a mark, and keeps what it learnt before', () => {
    fc.assert(
      fc.property(
        arbitraryClauses,
        arbitraryClauses,
        fc.array(arbitraryLiteral, { maxLength: 3 }),
        (clauses, guarded, assumptions) => {
          const sat = opened()
          for (const clause of clauses) sat.add(clause)
          const mark = sat.mark()
          const guard = sat.boolean(false)
          for (const clause of guarded) sat.add([guard ^ 1, ...clause])
          expect(sat.solve([guard, ...assumptions])).toBe(models([...clauses, ...guarded], assumptions).length > 0)
          sat.rewind(mark)
          expect(sat.booleans).toBe(booleans)
          expect(sat.solve(assumptions)).toBe(models(clauses, assumptions).length > 0)
          expect(sat.solve([])).toBe(models(clauses, []).length > 0)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('knows what assumptions exclude without searching', () => {
    const sat = opened()
    sat.add([1, 2])
    sat.add([3, 5])
    expect(sat.assume([0])).toBe(true)
    expect([2, 3, 4, 6].map((literal) => sat.isExcluded(literal, 1))).toEqual([false, true, true, false])
    expect(sat.assume([0, 4])).toBe(false)
  })

  it('proves that eight do not fit into seven, through restarts and forgotten lessons', () => {
    const sat = pigeons(8, 7)
    expect(sat.solve([])).toBe(false)
    expect(sat.core).toEqual([])
  })

  it('gives up when the effort is spent, and can be asked again', () => {
    const sat = pigeons(9, 8)
    expect(sat.solve([], { effort: 2000 })).toBeNull()
    expect(pigeons(5, 5).solve([], { effort: 2000 })).toBe(true)
  })

  it('answers the same twice over', () => {
    const trace = () => {
      const sat = pigeons(7, 7)
      return [0, 2, 4].map((literal) => [
        sat.solve([literal]),
        sat.steps,
        Array.from({ length: 98 }, (_, at) => sat.value(at)),
      ])
    }
    expect(trace()).toEqual(trace())
  })
})

/** Each pigeon in a hole, no two in one. */
function pigeons(count: number, holes: number): Sat {
  const sat = new Sat()
  const sits = Array.from({ length: count }, () => Array.from({ length: holes }, () => sat.boolean(true)))
  for (const one of sits) sat.add(one)
  for (let hole = 0; hole < holes; hole++) {
    sits.forEach((one, at) => {
      for (const other of sits.slice(at + 1)) sat.add([(one[hole] ?? 0) ^ 1, (other[hole] ?? 0) ^ 1])
    })
  }
  return sat
}
