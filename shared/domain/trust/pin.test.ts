import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FREE_TRIES, isForPerson, isWeakPin, lockAfter } from './pin.ts'

const MINUTE_MS = 60_000

describe('wrong PINs', () => {
  test('five are free; then 1, 5 and 15 minutes; then a person has to undo it', () => {
    const waits = [4, 5, 6, 7, 8, 50].map((wrong) => lockAfter(wrong, 1_000, true))
    const until = (minutes: number) => ({ untilMs: 1_000 + minutes * MINUTE_MS })
    expect(waits).toEqual(['open', until(1), until(5), until(15), 'person', 'person'])
  })

  test('where nobody could undo it, it is 15 minutes for every further one, and never for good', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(), (wrong, at) => {
        const lock = lockAfter(wrong, at, false)
        expect(lock).not.toBe('person')
        if (lock !== 'open' && lock !== 'person') expect(lock.untilMs - at).toBeLessThanOrEqual(15 * MINUTE_MS)
      }),
    )
  })

  test('no number of them ever makes trying easier', () => {
    const weight = (wrong: number) => {
      const lock = lockAfter(wrong, 0, true)
      return lock === 'open' ? 0 : lock === 'person' ? Infinity : lock.untilMs
    }
    fc.assert(fc.property(fc.nat(30), (wrong) => weight(wrong + 1) >= weight(wrong)))
    expect([isForPerson(FREE_TRIES), isForPerson(FREE_TRIES + 3)]).toEqual([false, true])
  })
})

describe('a weak PIN', () => {
  test.each(['000000', '121212', '123123', '123456', '654321', '890123', '210987', '930412', '010131', '001231'])(
    '%s',
    (pin) => expect(isWeakPin(pin)).toBe(true),
  )

  test.each(['503917', '716204', '824691', '930432', '931304', '123457'])('%s is none', (pin) =>
    expect(isWeakPin(pin)).toBe(false),
  )

  test('of all that there are, more than nine in ten may be chosen', () => {
    const all = Array.from({ length: 100_000 }, (_, n) => String(n * 10 + (n % 7)).padStart(6, '0'))
    expect(all.filter((pin) => !isWeakPin(pin)).length).toBeGreaterThan(90_000)
  })
})
