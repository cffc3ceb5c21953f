import { expect, test } from 'vitest'
import { money } from '../money/arithmetic.ts'
import { cartTotal, cartUnits, lineTotal } from './total.ts'

const lines = [
  { unitPrice: money(12_900, 'KRW'), quantity: 2 },
  { unitPrice: money(3_450_000, 'KRW'), quantity: 1 },
]

test('a cart is the sum of its lines', () => {
  expect(lines.map(lineTotal).map((each) => each.minor)).toEqual([25_800, 3_450_000])
  expect(cartTotal(lines, 'KRW')).toEqual(money(3_475_800, 'KRW'))
  expect(cartUnits(lines)).toBe(3)
})

test('an empty cart is zero in the currency of the store', () => {
  expect(cartTotal([], 'EUR')).toEqual(money(0, 'EUR'))
  expect(cartUnits([])).toBe(0)
})

test('a line in another currency is never added', () => {
  expect(() => cartTotal(lines, 'EUR')).toThrow(RangeError)
})
