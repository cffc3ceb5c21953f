import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { add, divideHalfEven, money, negate, roundDecimalToMinor, splitByWeights, sum, times } from './arithmetic.ts'

const minor = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })

describe('amounts', () => {
  test.each([0.5, Number.NaN, Infinity, 2 ** 53])('%d minor units are refused', (amount) => {
    expect(() => money(amount, 'EUR')).toThrow(RangeError)
  })

  test('a sum beyond exactness is refused instead of rounded', () => {
    const most = money(Number.MAX_SAFE_INTEGER, 'KRW')
    expect(() => add(most, money(1, 'KRW'))).toThrow(RangeError)
    expect(() => times(most, 2)).toThrow(RangeError)
  })

  test('currencies do not mix', () => {
    expect(() => add(money(1, 'KRW'), money(1, 'EUR'))).toThrow('KRW')
  })

  test('a factor is a whole number', () => {
    expect(times(money(12_50, 'EUR'), 3)).toEqual({ minor: 37_50, currency: 'EUR' })
    expect(() => times(money(12_50, 'EUR'), 1.5)).toThrow(RangeError)
  })

  test('an amount and its negation cancel, without a negative zero', () => {
    fc.assert(
      fc.property(minor, (amount) => {
        expect(add(money(amount, 'GBP'), negate(money(amount, 'GBP'))).minor).toBe(0)
      }),
    )
    expect(Object.is(negate(money(0, 'KRW')).minor, 0)).toBe(true)
  })

  test('nothing adds up to nothing of the asked currency', () => {
    expect(sum([], 'USD')).toEqual({ minor: 0, currency: 'USD' })
    expect(sum([money(1, 'USD'), money(2, 'USD')], 'USD')).toEqual({ minor: 3, currency: 'USD' })
    expect(() => sum([money(1, 'USD')], 'EUR')).toThrow(RangeError)
  })
})

describe('splitting', () => {
  test('largest remainders get the units that are left; ties go to the earlier part', () => {
    const minors = (amount: number, weights: number[]) =>
      splitByWeights(money(amount, 'EUR'), weights).map((part) => part.minor)
    expect(minors(100, [1, 1, 1])).toEqual([34, 33, 33])
    expect(minors(-100, [1, 1, 1])).toEqual([-34, -33, -33])
    expect(minors(10, [1, 2, 6])).toEqual([1, 2, 7])
    expect(minors(5, [0, 1])).toEqual([0, 5])
    expect(minors(0, [3, 4])).toEqual([0, 0])
  })

  test('the parts add up and each is less than one unit from its share', () => {
    const weights = fc
      .array(fc.nat(1_000_000), { minLength: 1, maxLength: 20 })
      .filter((all) => all.some((each) => each > 0))
    fc.assert(
      fc.property(minor, weights, (amount, all) => {
        const parts = splitByWeights(money(amount, 'KRW'), all)
        expect(sum(parts, 'KRW').minor).toBe(amount)
        const whole = all.reduce((total, each) => total + each, 0)
        parts.forEach((part, at) => expect(Math.abs(part.minor - (amount * (all[at] ?? 0)) / whole)).toBeLessThan(1))
      }),
    )
  })

  test.each([[[]], [[0, 0]], [[-1, 2]], [[0.5, 0.5]]])('weights %j are refused', (weights) => {
    expect(() => splitByWeights(money(1, 'EUR'), weights)).toThrow(RangeError)
  })
})

describe('decimals of a shop export', () => {
  test.each([
    ['2.55', 'GBP', 255],
    ['0.425', 'GBP', 42],
    ['0.435', 'GBP', 44],
    ['0.4250001', 'GBP', 43],
    ['-0.425', 'GBP', -42],
    ['-11062.06', 'GBP', -1_106_206],
    ['0.001', 'GBP', 0],
    ['7', 'EUR', 700],
    ['+1.5', 'USD', 150],
    ['12500', 'KRW', 12_500],
    ['12500.5', 'KRW', 12_500],
    ['12501.5', 'KRW', 12_502],
  ] as const)('%s %s is %d minor units', (decimal, currency, expected) => {
    expect(roundDecimalToMinor(decimal, currency)).toEqual({ minor: expected, currency })
  })

  test.each(['', '.5', '1.', '1,5', '1e3', 'NaN', ' 1', '0x10', '٣'])('%j is refused', (decimal) => {
    expect(() => roundDecimalToMinor(decimal, 'GBP')).toThrow(RangeError)
  })

  test('an amount too large to be exact is refused', () => {
    expect(() => roundDecimalToMinor('99999999999999999.00', 'GBP')).toThrow(RangeError)
  })

  test('what is exact in minor units comes back as it was', () => {
    fc.assert(
      fc.property(minor, (amount) => {
        const decimal = `${amount < 0 ? '-' : ''}${Math.floor(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`
        expect(roundDecimalToMinor(decimal, 'GBP').minor).toBe(amount)
      }),
    )
  })
})

test('halves go to the even neighbour, whatever the sign', () => {
  const rounded = [5n, 15n, 25n, -5n, -15n, 14n, 16n].map((each) => Number(divideHalfEven(each, 10n)))
  expect(rounded.map((each) => each + 0)).toEqual([0, 2, 2, 0, -2, 1, 2])
  expect(() => divideHalfEven(1n, 0n)).toThrow(RangeError)
})
