import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf } from '../adapters/decimal.ts'
import { toMinor } from './money.ts'

test.each([
  ['12.50', 'EUR', 1250],
  ['12.5', 'EUR', 1250],
  ['12', 'EUR', 1200],
  ['12500.0', 'KRW', 12_500],
  ['-3.05', 'USD', -305],
  ['-0.00', 'USD', 0],
  ['0.10', 'GBP', 10],
])('%s %s is %d minor units', (amount, currency, minor) => {
  expect(toMinor(amount, currency)).toEqual({ minor, currency })
})

test.each([
  ['12.505', 'EUR', 'money'],
  ['12500.5', 'KRW', 'money'],
  ['1e3', 'KRW', 'money'],
  ['', 'KRW', 'money'],
  ['12,50', 'EUR', 'money'],
  ['999999999999999.99', 'EUR', 'money'],
  ['12.50', 'JPY', 'currency'],
  ['12.50', 'constructor', 'currency'],
])('[U4] %s %s is refused: %s', (amount, currency, why) => {
  expect(toMinor(amount, currency)).toBe(why)
})

test('an amount comes back as it went', () => {
  const money = fc.record({
    minor: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
    currency: fc.constantFrom('KRW', 'EUR', 'GBP', 'USD'),
  })
  fc.assert(
    fc.property(money, (each) => {
      expect(toMinor(decimalOf(each), each.currency)).toEqual({ ...each, minor: each.minor + 0 })
    }),
  )
})
