import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMicro, microPerMinor, microToMinor, minorToMicro } from './micro.ts'

describe('exact amounts', () => {
  test.each([
    [2_125_000n, 'GBP', 212],
    [2_135_000n, 'GBP', 214],
    [2_135_001n, 'GBP', 214],
    [2_144_999n, 'GBP', 214],
    [-2_125_000n, 'GBP', -212],
    [-2_135_000n, 'GBP', -214],
    [-4_999n, 'GBP', 0],
    [1_500_000n, 'KRW', 2],
    [2_500_000n, 'KRW', 2],
    [0n, 'EUR', 0],
  ] as const)('%i millionths of %s round to %i, ties to the even neighbour', (micro, currency, minor) => {
    expect(microToMinor(micro, currency)).toBe(minor)
  })

  test('a whole minor unit never changes, and no rounding moves further than half of one', () => {
    const currency = fc.constantFrom('KRW', 'EUR', 'GBP', 'USD')
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), currency, (micro, of) => {
        const minor = microToMinor(micro, of)
        const error = minorToMicro(minor, of) - micro
        expect(2n * (error < 0n ? -error : error)).toBeLessThanOrEqual(microPerMinor(of))
        expect(microToMinor(-micro, of)).toBe(minor === 0 ? 0 : -minor)
        expect(microToMinor(minorToMicro(minor, of), of)).toBe(minor)
      }),
    )
  })

  test.each([
    [9_747_747_934_000n, '9747747.934'],
    [-4_000n, '-0.004'],
    [0n, '0'],
    [1_000_000n, '1'],
    [-11_062_060_000n, '-11062.06'],
    [1n, '0.000001'],
  ])('%i prints as %s', (micro, text) => {
    expect(formatMicro(micro)).toBe(text)
  })

  test('an amount beyond safe integers is a broken invariant', () => {
    expect(() => microToMinor(10n ** 24n, 'GBP')).toThrow(RangeError)
  })
})
