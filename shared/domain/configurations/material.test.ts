import fc from 'fast-check'
import { expect, test } from 'vitest'
import { materialMinor } from './material.ts'

test.each([
  [{ minorPer: 1_200, unitsPer: 1 }, 2.5, 3_000],
  [{ minorPer: 125, unitsPer: 10 }, 3, 38],
  [{ minorPer: 125, unitsPer: 10 }, 2, 25],
  [{ minorPer: 1, unitsPer: 2 }, 1, 1],
  [{ minorPer: -1, unitsPer: 2 }, 1, -1],
  [{ minorPer: 1, unitsPer: 3 }, 1, 0],
  [{ minorPer: 10, unitsPer: 1 }, 0.15, 2],
  [{ minorPer: 100, unitsPer: 1 }, 1.005, 101],
  [{ minorPer: 3, unitsPer: 0.5 }, 1e-7, 0],
  [{ minorPer: 0.5, unitsPer: 1 }, 3, 2],
])('%j of %d costs %d', (rule, units, minor) => {
  expect(materialMinor(rule, units)).toBe(minor)
})

test('whole numbers cost what plain arithmetic says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }), (units, minorPer) => {
      expect(materialMinor({ minorPer, unitsPer: 1 }, units)).toBe(units * minorPer)
    }),
  )
})

test('what is no quantity is refused', () => {
  expect(() => materialMinor({ minorPer: 1, unitsPer: 0 }, 1)).toThrow(RangeError)
  expect(() => materialMinor({ minorPer: 1, unitsPer: 1 }, Infinity)).toThrow(RangeError)
})
