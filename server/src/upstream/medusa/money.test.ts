import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyOf, toDecimal, toMinor } from './money.ts'

test.each([
  [15_000, 'KRW', 15_000],
  ['15000', 'KRW', 15_000],
  [129.9, 'EUR', 12_990],
  ['129.900', 'EUR', 12_990],
  [0, 'EUR', 0],
  [-3.5, 'USD', -350],
] as const)('%s in %s is %i minor units', (amount, currency, minor) => {
  expect(toMinor(amount, currency)).toBe(minor)
})

test.each([
  [15_000.5, 'KRW'],
  [33.333333333333336, 'EUR'],
  ['0.001', 'EUR'],
  [1e21, 'KRW'],
  ['99999999999999999', 'KRW'],
  [Number.NaN, 'EUR'],
  ['12,50', 'EUR'],
  ['', 'EUR'],
] as const)('[U4] %s in %s is no amount, and is not rounded to one', (amount, currency) => {
  expect(toMinor(amount, currency)).toBeNull()
})

test('whatever is sent reads back as the same, through JSON as well', () => {
  const currencies = Object.keys(CURRENCY_EXPONENTS) as Currency[]
  fc.assert(
    fc.property(
      fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }),
      fc.constantFrom(...currencies),
      (minor, currency) => {
        const sent = JSON.parse(JSON.stringify(toDecimal({ minor, currency }))) as number
        expect(toMinor(sent, currency)).toBe(minor)
      },
    ),
  )
})

test('a currency that no store prices in is none', () => {
  expect(currencyOf('krw')).toBe('KRW')
  expect(currencyOf('jpy')).toBeNull()
})
