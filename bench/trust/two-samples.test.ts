import fc from 'fast-check'
import { expect, test } from 'vitest'
import { kolmogorovSmirnov } from './two-samples.ts'

/** Repeatable, roughly even numbers. */
const numbers = (count: number, seed: number, shift = 0): number[] => {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648 + shift
  })
}

test('two samples of one distribution are told to be such, nearly always', () => {
  const ps = Array.from({ length: 200 }, (_, n) => kolmogorovSmirnov(numbers(200, n + 1), numbers(200, n + 1_000)).p)
  const below = (limit: number) => ps.filter((p) => p < limit).length
  expect(below(0.01)).toBeLessThanOrEqual(8)
  expect(below(0.5)).toBeGreaterThan(60)
})

test('a shift of a tenth is seen in a thousand values', () => {
  expect(kolmogorovSmirnov(numbers(1_000, 1), numbers(1_000, 2, 0.1)).p).toBeLessThan(0.001)
})

test('a sample is at no distance from itself, and order does not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), fc.array(fc.integer(), { minLength: 1 }), (one, other) => {
      expect(kolmogorovSmirnov(one, one)).toEqual({ distance: 0, p: 1 })
      expect(kolmogorovSmirnov(one, other)).toEqual(kolmogorovSmirnov(other, one.toReversed()))
    }),
  )
})

test('known values: samples that do not overlap are as far apart as can be', () => {
  expect(kolmogorovSmirnov([1, 2, 3, 4], [5, 6, 7, 8]).distance).toBe(1)
  expect(kolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6]).distance).toBe(0.5)
})
