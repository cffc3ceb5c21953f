import { expect, it } from 'vitest'
import type { SalesTable } from './history.ts'
import { relevanceTo, sumsOf } from './relevance.ts'

/** Columns of one value per row, each bought by `buyers` people. */
const table = (columns: readonly (readonly number[])[], buyers = 1): SalesTable => ({
  sizes: columns.map((column) => Math.max(...column) + 1),
  columns: columns.map((column) => Uint16Array.from(column)),
  buyers: new Float64Array(columns[0]?.length ?? 0).fill(buyers),
})
const many = (pattern: readonly number[]) => Array.from({ length: 200 }, (_, row) => pattern[row % pattern.length] ?? 0)

it('is nearly all for a choice that decides the other, and nothing for one that has no part in it', () => {
  const { order, share } = relevanceTo(table([many([0, 1, 0, 1]), many([0, 1, 0, 1]), many([0, 0, 1, 1])]), 0)
  expect([...order]).toEqual([1])
  expect(share[0]).toBeCloseTo(1, 2)
})

it('names the more telling choice first', () => {
  const target = many([0, 0, 0, 0, 1, 1, 1, 1])
  const { order, share } = relevanceTo(
    table([target, many([0, 0, 0, 1, 1, 1, 1, 0]), many([0, 0, 0, 0, 1, 1, 1, 0])]),
    0,
  )
  expect([...order]).toEqual([2, 1])
  expect(share[0]).toBeGreaterThan(share[1] ?? 1)
})

it('does not see in a handful of rows what chance alone would show', () => {
  // Each value of the other was bought with either value of the target, two to one.
  const target = [0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1]
  const other = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]
  expect(relevanceTo(table([target, other]), 0).order).toHaveLength(0)
})

it('has nothing to say of what everybody takes', () => {
  expect(relevanceTo(table([many([0]), many([0, 1])]), 0).order).toHaveLength(0)
})

it('counts buyers, not rows', () => {
  expect([...sumsOf(table([[0, 1, 1]], 5), 0)]).toEqual([5, 10])
})
