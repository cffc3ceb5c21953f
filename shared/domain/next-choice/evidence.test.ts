import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVIDENCE_BUYERS_MIN, evidenceFor } from './evidence.ts'
import { NONE, tableOf } from './history.ts'
import type { SalesHistory } from './history.ts'
import { learn, situate, UNKNOWN } from './predict.ts'
import { arbitraryHistory, arbitraryNumbers } from './testing/arbitrary-history.ts'

const bikes = (drag: number): SalesHistory => ({
  characteristics: [
    { id: 'handlebar', values: ['pullback', 'drag'] },
    { id: 'exhaust', values: ['chrome', 'black'] },
    { id: 'mirrors', values: ['round', 'oval'] },
  ],
  rows: [
    [0, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
    [1, 1, 0],
    [1, 1, 1],
    [1, 0, 1],
  ],
  buyers: [60, 55, 12, drag, drag, 1],
})
const ask = (
  history: SalesHistory,
  known: readonly number[],
  claim: { target: number; value: number; rivals: number[] },
) => {
  const learnt = learn(tableOf(history))
  return evidenceFor(learnt, situate(learnt, Int32Array.from(known)), claim)
}
const exhaust = { target: 1, rivals: [0, 1] }

describe('the sentence for a value', () => {
  it('speaks of all buyers while nothing is chosen', () => {
    expect(ask(bikes(20), [UNKNOWN, UNKNOWN, UNKNOWN], { ...exhaust, value: 0 })).toEqual({
      took: 116,
      of: 168,
      because: [],
    })
  })

  it('names the choice that makes it true, and not one that has no part in it', () => {
    expect(ask(bikes(20), [1, UNKNOWN, 0], { ...exhaust, value: 1 })).toEqual({ took: 40, of: 41, because: [0] })
  })

  it('is not said of fewer than five who agree', () => {
    const mugs = (buyers: number): SalesHistory => ({
      characteristics: [{ id: 'lid', values: ['on'] }],
      rows: [[0]],
      buyers: [buyers],
    })
    const claim = { target: 0, value: 0, rivals: [0] }
    expect(ask(mugs(4), [UNKNOWN], claim)).toBeNull()
    expect(ask(mugs(5), [UNKNOWN], claim)).toEqual({ took: 5, of: 5, because: [] })
    expect(ask(bikes(2), [1, UNKNOWN, UNKNOWN], { ...exhaust, value: 1 })).toBeNull()
  })

  it('is not said where the same people took a rival more often', () => {
    expect(ask(bikes(20), [UNKNOWN, UNKNOWN, UNKNOWN], { ...exhaust, value: 1 })).toBeNull()
    expect(ask(bikes(20), [UNKNOWN, UNKNOWN, UNKNOWN], { target: 1, value: 1, rivals: [1] })).toMatchObject({
      took: 52,
    })
  })
})

it('holds for whoever counts again, whatever was sold and chosen', () => {
  fc.assert(
    fc.property(arbitraryHistory, arbitraryNumbers, (history, next) => {
      const known = history.characteristics.map(({ values }) => (next() < 2 ? UNKNOWN : next() % values.length))
      const target = next() % known.length
      const values = history.characteristics[target]?.values.length ?? 0
      const value = next() % values
      const evidence = ask(history, known, { target, value, rivals: [...Array(values).keys()] })
      if (evidence === null) return
      const alike = history.rows.flatMap((row, at) =>
        evidence.because.every((reason) => (row[reason] ?? NONE) === known[reason]) ? [at] : [],
      )
      const people = (rows: readonly number[]) => rows.reduce((sum, at) => sum + (history.buyers[at] ?? 0), 0)
      expect(evidence.of).toBe(people(alike))
      expect(evidence.took).toBe(people(alike.filter((at) => history.rows[at]?.[target] === value)))
      expect(evidence.took).toBeGreaterThanOrEqual(EVIDENCE_BUYERS_MIN)
      expect(evidence.because).not.toContain(target)
      expect(evidence.because.length).toBeLessThanOrEqual(3)
    }),
    { numRuns: 500 },
  )
})
