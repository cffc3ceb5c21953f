import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EMPTY, ValueSets } from './value-sets.ts'

const values = fc.uniqueArray(fc.nat(323), { maxLength: 40 })
const ascending = (list: Iterable<number>) => [...list].sort((a, b) => a - b)

test('sets of up to hundreds of values meet, join and part as sets do', () => {
  const sets = new ValueSets()
  fc.assert(
    fc.property(values, values, (a, b) => {
      const idA = sets.of(a)
      const idB = sets.of(b)
      expect(sets.values(idA)).toEqual(ascending(a))
      expect(sets.count(idA)).toBe(a.length)
      expect(sets.values(sets.and(idA, idB))).toEqual(ascending(a.filter((each) => b.includes(each))))
      expect(sets.values(sets.or(idA, idB))).toEqual(ascending(new Set([...a, ...b])))
      expect(sets.values(sets.without(idA, idB))).toEqual(ascending(a.filter((each) => !b.includes(each))))
    }),
  )
})

test('equal sets are one, however they came about', () => {
  const sets = new ValueSets()
  expect(sets.of([])).toBe(EMPTY)
  expect(sets.of([70, 1])).toBe(sets.of([1, 70, 1]))
  expect(sets.and(sets.full(100), sets.full(3))).toBe(sets.full(3))
  expect(sets.without(sets.full(64), sets.full(32))).toBe(sets.of(Array.from({ length: 32 }, (_, at) => 32 + at)))
  expect(sets.values(sets.full(33))).toHaveLength(33)
})
