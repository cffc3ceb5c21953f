import { expect, test } from 'vitest'
import { money } from '../money/arithmetic.ts'
import { averageOrderValue, unitsPerTransactionHundredths } from './ratios.ts'

test.each([
  [1_000, 3, 333],
  [5, 2, 2],
  [7, 2, 4],
  [-5, 2, -2],
  [0, 4, 0],
])('sales of %d over %d orders average %d', (sales, orders, average) => {
  expect(averageOrderValue(money(sales, 'KRW'), orders)).toEqual(money(average, 'KRW'))
})

test.each([
  [5, 2, 250],
  [1, 3, 33],
  [2, 3, 67],
  [1, 8, 12],
  [3, 8, 38],
])('%d units over %d orders are %d hundredths', (units, orders, hundredths) => {
  expect(unitsPerTransactionHundredths(units, orders)).toBe(hundredths)
})

test('without an order there is no ratio', () => {
  expect(averageOrderValue(money(0, 'KRW'), 0)).toBeNull()
  expect(unitsPerTransactionHundredths(0, 0)).toBeNull()
})
