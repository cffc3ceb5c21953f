import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tableOf } from './history.ts'
import { learn, predict, situate, UNKNOWN, UNSEEN } from './predict.ts'
import { arbitraryHistory, arbitraryNumbers } from './testing/arbitrary-history.ts'

/** Riders of drag bars take black pipes, those of pullbacks chrome; most people take a pullback. */
const bikes = tableOf({
  characteristics: [
    { id: 'handlebar', values: ['pullback', 'drag'] },
    { id: 'exhaust', values: ['chrome', 'black', 'brushed'] },
    { id: 'mirrors', values: ['round', 'oval'] },
  ],
  rows: [
    [0, 0, 0],
    [0, 0, 1],
    [1, 1, 0],
    [1, 1, 1],
    [1, 2, 0],
    [0, 1, 0],
  ],
  buyers: [40, 30, 20, 18, 12, 2],
})
const ask = (known: readonly number[], target: number, candidates: readonly number[]) => {
  const learnt = learn(bikes)
  return predict(learnt, situate(learnt, Int32Array.from(known)), target, candidates)
}
const open = UNKNOWN

describe('the value that people with the same choices took', () => {
  it('is what most took while nothing is chosen', () => {
    expect(ask([open, open, open], 1, [0, 1, 2])).toBe(0)
  })

  it('follows the choice that matters, not the one that does not', () => {
    expect(ask([1, open, open], 1, [0, 1, 2])).toBe(1)
    expect(ask([0, open, 1], 1, [0, 1, 2])).toBe(0)
  })

  it('is never one that is not among the candidates', () => {
    expect(ask([1, open, open], 1, [0, 2])).toBe(2)
    expect(ask([1, open, open], 1, [0])).toBe(0)
    expect(ask([1, open, open], 1, [])).toBeNull()
  })

  it('does not follow the present choice of the very same characteristic', () => {
    expect(ask([1, 0, open], 1, [0, 1, 2])).toBe(1)
  })

  it('goes by the other choices where somebody chose what nobody took before', () => {
    expect(ask([1, open, UNSEEN], 1, [0, 1, 2])).toBe(1)
  })
})

it('is a candidate, and the same every time, whatever was sold and chosen', () => {
  fc.assert(
    fc.property(arbitraryHistory, arbitraryNumbers, (history, next) => {
      const table = tableOf(history)
      const known = Int32Array.from(table.sizes, (size) => (next() < 2 ? UNKNOWN : next() % size))
      const target = next() % table.sizes.length
      const candidates = [...Array(table.sizes[target]).keys()].filter(() => next() > 1)
      const [once, again] = [learn(table), learn(table)]
      const answer = predict(once, situate(once, known), target, candidates)
      expect(predict(again, situate(again, known), target, candidates)).toBe(answer)
      if (candidates.length === 0) expect(answer).toBeNull()
      else expect(candidates).toContain(answer)
    }),
  )
})

it('tells sales apart however many choices differ from all of them', () => {
  const width = 400
  const rows = [0, 1].flatMap((kind) => Array.from({ length: 50 }, () => Array<number>(width).fill(kind)))
  const characteristics = Array.from({ length: width }, (_, at) => ({ id: `c${at}`, values: ['a', 'b', 'c'] }))
  const learnt = learn(
    tableOf({ characteristics, rows: [...rows, Array<number>(width).fill(2)], buyers: rows.map(() => 1).concat(1) }),
  )
  const known = new Int32Array(width).fill(1)
  known.fill(0, 0, 150)
  known[0] = UNKNOWN
  expect(predict(learnt, situate(learnt, known), 0, [0, 1, 2])).toBe(1)
})

it('asks the farthest sales where what the near ones took is ruled out', () => {
  const rows = Array.from({ length: 120 }, (_, row) => Array<number>(40).fill(row % 2))
  rows.push([3, ...Array<number>(39).fill(1)], [2, ...Array<number>(39).fill(0)])
  const characteristics = rows[0]?.map((_, at) => ({ id: `c${at}`, values: ['a', 'b', 'c', 'd'] })) ?? []
  const learnt = learn(tableOf({ characteristics, rows, buyers: rows.map(() => 9) }))
  const known = new Int32Array(40).fill(0)
  known[0] = UNKNOWN
  expect(predict(learnt, situate(learnt, known), 0, [1, 3])).not.toBeNull()
  expect(predict(learnt, situate(learnt, known), 0, [3, 2])).toBe(2)
  expect(predict(learnt, situate(learnt, known), 0, [1, 3].reverse())).toBe(1)
})
