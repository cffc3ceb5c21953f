import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { backOffMs, chanceOf, RETRY_AFTER_MAX_MS } from './back-off.ts'

const most = () => 1 - 2 ** -32

describe('how long a thing waits for its next try', () => {
  test('is any time up to a bound that doubles, five minutes at most', () => {
    const bounds = [1, 2, 3, 9, 10, 50].map((tries) => backOffMs(tries, most))
    expect(bounds).toEqual([999, 1_999, 3_999, 255_999, 299_999, 299_999])
    expect(backOffMs(5, () => 0.5)).toBe(8_000)
  })

  test('is never nothing, and never less than the shop asked for, up to an hour', () => {
    expect(backOffMs(3, () => 0)).toBe(100)
    expect(backOffMs(1, most, 90_000)).toBe(90_000)
    expect(backOffMs(20, most, 5_000)).toBe(299_999)
    expect(backOffMs(1, most, 7 * 24 * 60 * 60_000)).toBe(RETRY_AFTER_MAX_MS)
  })

  test('spreads what failed together', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (tries, at) => {
          const ms = backOffMs(tries, () => at)
          return (
            Number.isInteger(ms) && ms >= 100 && ms <= 300_000 && ms <= Math.max(100, 1_000 * 2 ** (tries - 1) * at)
          )
        },
      ),
    )
  })

  test('takes its chance from bytes, evenly between nothing and one', () => {
    expect(chanceOf(() => Uint8Array.of(0, 0, 0, 0))()).toBe(0)
    expect(chanceOf(() => Uint8Array.of(128, 0, 0, 0))()).toBe(0.5)
    expect(chanceOf(() => Uint8Array.of(255, 255, 255, 255))()).toBeLessThan(1)
  })
})
