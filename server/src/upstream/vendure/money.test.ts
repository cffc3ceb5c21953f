import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Unfit } from '../adapters/unfit.ts'
import { createShopMoney } from './money.ts'

const reasonOf = (take: () => unknown): string | null => {
  try {
    take()
    return null
  } catch (error) {
    if (error instanceof Unfit) return error.reason
    throw error
  }
}

test('a won has no part, and a shop that counts hundredths of it is understood', () => {
  expect(createShopMoney(0, 'KRW').ours(12_500, 'KRW')).toEqual({ minor: 12_500, currency: 'KRW' })
  expect(createShopMoney(2, 'KRW').ours(1_250_000, 'KRW')).toEqual({ minor: 12_500, currency: 'KRW' })
  expect(createShopMoney(2, 'EUR').ours(1_250, 'EUR')).toEqual({ minor: 1_250, currency: 'EUR' })
  expect(createShopMoney(0, 'EUR').ours(12, 'EUR')).toEqual({ minor: 1_200, currency: 'EUR' })
})

test('[U4] a part of a won, another currency, and what no integer holds are not rounded', () => {
  expect(reasonOf(() => createShopMoney(2, 'KRW').ours(1_250_050, 'KRW'))).toBe('money')
  expect(reasonOf(() => createShopMoney(0, 'KRW').ours(0.5, 'KRW'))).toBe('money')
  expect(reasonOf(() => createShopMoney(0, 'KRW').ours(2 ** 53, 'KRW'))).toBe('money')
  expect(reasonOf(() => createShopMoney(2, 'KRW').ours(100, 'EUR'))).toBe('currency')
})

test('what the store says comes back as it was said, or is not said at all', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000 })
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 6 }), fc.constantFrom('KRW', 'EUR'), (minor, precision, currency) => {
      const money = createShopMoney(precision, currency)
      const theirs = money.theirs({ minor, currency })
      if (theirs === null) expect(precision).toBeLessThan(2)
      else expect(money.ours(theirs, currency).minor).toBe(minor)
    }),
  )
})
