import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LEVELS, VISIT_LIMITS } from './level.ts'
import { extend, EXTENSIONS_MAX, nextTurnMs, raise, startClock, tick, touch } from './visit-clock.ts'
import type { VisitClock } from './visit-clock.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const extended = (clock: VisitClock, nowMs: number): VisitClock => {
  const result = extend(clock, nowMs)
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

describe('a visit at rest', () => {
  test.each(LEVELS)('%s warns, counts down for 20 s, and is over', (level) => {
    const { warnAfterMs } = VISIT_LIMITS[level]
    const clock = startClock(level, 0)
    expect(tick(clock, warnAfterMs - 1)).toEqual({ kind: 'active' })
    expect(tick(clock, warnAfterMs)).toEqual({
      kind: 'warning',
      endsAt: warnAfterMs + 20 * SECOND,
      extensionsLeft: EXTENSIONS_MAX,
    })
    expect(tick(clock, warnAfterMs + 20 * SECOND - 1).kind).toBe('warning')
    expect(tick(clock, warnAfterMs + 20 * SECOND)).toEqual({ kind: 'over' })
  })

  test('touching puts the warning off, but not once it is up', () => {
    const clock = touch(startClock('L0', 0), 59 * SECOND)
    expect(tick(clock, 118 * SECOND).kind).toBe('active')
    expect(touch(clock, 120 * SECOND)).toBe(clock)
    expect(touch(clock, 200 * SECOND)).toBe(clock)
  })
})

describe('more time', () => {
  test('is given ten times in a row, then no more', () => {
    let clock = startClock('L0', 0)
    let now = 0
    for (let left = EXTENSIONS_MAX; left > 0; left--) {
      now += 60 * SECOND
      expect(tick(clock, now)).toMatchObject({ kind: 'warning', extensionsLeft: left })
      clock = extended(clock, now)
      expect(tick(clock, now).kind).toBe('active')
    }
    expect(extend(clock, now + 60 * SECOND)).toEqual({ ok: false, error: { code: 'no-more-time' } })
  })

  test('is whole again after any touch', () => {
    const clock = touch(extended(startClock('L0', 0), 60 * SECOND), 61 * SECOND)
    expect(tick(clock, 121 * SECOND)).toMatchObject({ kind: 'warning', extensionsLeft: EXTENSIONS_MAX })
  })

  test('asked for without need costs nothing, asked for too late is refused', () => {
    expect(extended(startClock('L0', 0), 10 * SECOND)).toMatchObject({ touchedAtMs: 10 * SECOND, extensions: 0 })
    expect(extend(startClock('L0', 0), 80 * SECOND)).toEqual({ ok: false, error: { code: 'visit-over' } })
  })
})

describe('the absolute limit', () => {
  const busyUntil = (clock: VisitClock, untilMs: number): VisitClock => {
    let busy = clock
    for (let now = clock.touchedAtMs; now <= untilMs; now += 10 * SECOND) busy = touch(busy, now)
    return busy
  }

  test('ends the busiest visit, with a warning that cannot be put off', () => {
    const clock = busyUntil(startClock('L2', 0), 15 * MINUTE)
    expect(tick(clock, 15 * MINUTE - 21 * SECOND).kind).toBe('active')
    expect(tick(clock, 15 * MINUTE - 20 * SECOND)).toEqual({ kind: 'warning', endsAt: 15 * MINUTE, extensionsLeft: 0 })
    expect(extend(clock, 15 * MINUTE - 10 * SECOND)).toEqual({ ok: false, error: { code: 'no-more-time' } })
    expect(tick(clock, 15 * MINUTE)).toEqual({ kind: 'over' })
  })

  test('counts from when the level was reached', () => {
    const clock = raise(busyUntil(startClock('L0', 0), 50 * MINUTE), 'L2', 50 * MINUTE)
    expect(tick(busyUntil(clock, 64 * MINUTE), 64 * MINUTE + 30 * SECOND).kind).toBe('active')
    expect(tick(busyUntil(clock, 65 * MINUTE), 65 * MINUTE)).toEqual({ kind: 'over' })
  })

  test('an approval that ends ends nothing else: the idle time runs on, with the limits of the level below', () => {
    const approved = startClock('L3', 0)
    const fallen = raise(approved, 'L2', 10 * SECOND)
    expect(fallen).toEqual({ ...approved, level: 'L2', levelSinceMs: 10 * SECOND })
    expect(tick(fallen, 39 * SECOND).kind).toBe('active')
    expect(tick(fallen, 40 * SECOND).kind).toBe('warning')
  })

  test('no other level falls', () => {
    const clock = startClock('L2', 0)
    expect(raise(clock, 'L0', 5 * SECOND)).toBe(clock)
    expect(raise(clock, 'L2', 5 * SECOND)).toBe(clock)
    expect(raise(clock, 'L3', 5 * SECOND).level).toBe('L3')
  })
})

test('whatever is done, the next turn is where the answer changes and the visit ends in time', () => {
  const step = fc.record({ waitMs: fc.nat(90 * SECOND), act: fc.constantFrom('touch', 'extend', 'raise') })
  fc.assert(
    fc.property(fc.constantFrom(...LEVELS), fc.array(step, { maxLength: 60 }), (level, steps) => {
      let clock = startClock(level, 0)
      let now = 0
      for (const { waitMs, act } of steps) {
        now += waitMs
        if (act === 'touch') clock = touch(clock, now)
        if (act === 'raise') clock = raise(clock, level, now)
        const more = act === 'extend' ? extend(clock, now) : null
        if (more?.ok === true) clock = more.value
        const turn = nextTurnMs(clock, now)
        expect(turn === null).toBe(tick(clock, now).kind === 'over')
        if (turn === null) break
        expect(tick(clock, turn - 1).kind).toBe(tick(clock, now).kind)
        expect(tick(clock, turn).kind).not.toBe(tick(clock, now).kind)
      }
      expect(tick(clock, VISIT_LIMITS[level].lastMs).kind).toBe('over')
    }),
  )
})
