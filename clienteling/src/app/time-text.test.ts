import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spanOf } from './time-text.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('a span of time in words', () => {
  it.each([
    [-5_000, { unit: 'now' }],
    [9_999, { unit: 'now' }],
    [10_000, { unit: 'seconds', n: 10 }],
    [59_999, { unit: 'seconds', n: 50 }],
    [MINUTE, { unit: 'minutes', n: 1 }],
    [59 * MINUTE, { unit: 'minutes', n: 59 }],
    [HOUR, { unit: 'hours', n: 1 }],
    [HOUR + MINUTE, { unit: 'hoursMinutes', n: 1, m: 1 }],
    [24 * HOUR, { unit: 'days', n: 1 }],
  ])('%d ms', (ms, span) => {
    expect(spanOf(ms)).toEqual(span)
  })

  it('never says more than what has passed', () => {
    const factor = { now: 0, seconds: 1000, minutes: MINUTE, hours: HOUR, hoursMinutes: HOUR, days: 24 * HOUR }
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90 * 24 * HOUR }), (ms) => {
        const span = spanOf(ms)
        const said = ('n' in span ? span.n : 0) * factor[span.unit] + ('m' in span ? span.m * MINUTE : 0)
        expect(said).toBeLessThanOrEqual(ms)
      }),
    )
  })
})
