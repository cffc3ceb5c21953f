import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Problem } from '../problem.ts'
import { arbitraryProblem } from '../testing/arbitrary-problem.ts'
import { obeys } from '../testing/brute-force.ts'
import { piecesOf } from './pieces.ts'
import { RuleBuilder } from './rule-builder.ts'
import { FALSE, RuleDiagrams, TRUE } from './rule-diagrams.ts'
import { ANY } from './rule-needs.ts'
import { ValueSets } from './value-sets.ts'

/** A problem's rules drawn as one, along the variables as they are. */
function drawn(problem: Problem) {
  const sets = new ValueSets()
  const full = Int32Array.from(problem.variables, ({ values }) => sets.full(values.length))
  const diagrams = new RuleDiagrams(sets, full.length)
  const builder = new RuleBuilder(diagrams, { of: Int32Array.from(full.keys()), full })
  return { sets, full, diagrams, root: builder.draw(piecesOf(problem)) }
}

const rowsOf = (sizes: readonly number[]): number[][] =>
  sizes.reduce<number[][]>(
    (rows, size) => rows.flatMap((row) => Array.from({ length: size }, (_, value) => [...row, value])),
    [[]],
  )

test('a drawn rule is true of exactly the rows that obey it, however it was written', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const { sets, diagrams, root } = drawn(problem)
      for (const row of rowsOf(problem.variables.map(({ values }) => values.length))) {
        const state = row.reduce((node, value, variable) => diagrams.restrict(node, variable, sets.of([value])), root)
        expect(state === TRUE).toBe(problem.rules.every((rule) => obeys(rule, row)))
      }
    }),
    { numRuns: 150 },
  )
})

test('what remains is one number in whatever order values were excluded', () => {
  fc.assert(
    fc.property(arbitraryProblem, fc.infiniteStream(fc.nat(14)), (problem, bits) => {
      const { sets, full, diagrams, root } = drawn(problem)
      const kept = Array.from(full, (all) => {
        const some = sets.and(
          all,
          sets.of([0, 1, 2, 3].filter((value) => ((bits.next().value ?? 0) >> value) % 2 === 0)),
        )
        return sets.count(some) === 0 ? all : some
      })
      const restricted = (order: readonly number[]) =>
        order.reduce((node, variable) => diagrams.restrict(node, variable, kept[variable] ?? 0), root)
      const forwards = restricted([...full.keys()])
      expect(restricted([...full.keys()].reverse())).toBe(forwards)
      expect(restricted([...full.keys(), ...full.keys()])).toBe(forwards)
    }),
    { numRuns: 300 },
  )
})

test('a rule needs exactly the values that some row obeying it has', () => {
  fc.assert(
    fc.property(arbitraryProblem, (problem) => {
      const { sets, full, diagrams, root } = drawn(problem)
      if (root === FALSE) return
      const sizes = problem.variables.map(({ values }) => values.length)
      const fitting = rowsOf(sizes).filter((row) => problem.rules.every((rule) => obeys(rule, row)))
      for (let at = diagrams.needs.start(root); at < diagrams.needs.end(root); at += 2) {
        const [variable, set] = [diagrams.needs.pairs[at] ?? 0, diagrams.needs.pairs[at + 1] ?? 0]
        const expected = new Set(fitting.map((row) => row[variable] ?? 0))
        expect(sets.values(set === ANY ? (full[variable] ?? 0) : set)).toEqual([...expected].sort((a, b) => a - b))
      }
    }),
    { numRuns: 150 },
  )
})
