import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createStoreTime } from '../platform/store-time.ts'
import { openStoreCore } from '../testing/store-core.ts'
import { createAttemptLimit } from './attempt-limit.ts'
import { carryLimits } from './carried-limits.ts'
import { createTries } from './tries.ts'

const WINDOW_MS = 10 * 60_000
const MOST = 3
const DAY_MS = 24 * 60 * 60_000

/** A store whose server is started again and again; the clock of its machine is set by hand. */
function open() {
  const { db, time, transact } = openStoreCore()
  const moved: number[] = []
  const start = () => {
    const storeTime = createStoreTime({ clock: time, steady: time.steady, lastKnownMs: 0 })
    const limits = carryLimits({ db, storeTime, transact, alsoMove: (byMs) => void moved.push(byMs) })
    const tries = createTries({ db, clock: storeTime, what: 'code', most: MOST, mostOfAll: 5, windowMs: WINDOW_MS })
    const mayTry = createAttemptLimit({ db, clock: storeTime, what: 'scan', perMinute: 1 })
    return { tries, mayTry, tidy: () => limits.tidy(), storeTime }
  }
  /** Time goes by, and the store does every minute what it does every minute. */
  const live = (server: ReturnType<typeof start>, ms: number) => {
    for (let left = ms; left > 0; left -= 60_000) {
      time.advance(Math.min(left, 60_000))
      server.tidy()
    }
  }
  return { db, time, start, live, moved }
}
const useUp = ({ tries }: ReturnType<ReturnType<typeof open>['start']>) => {
  for (let n = 0; n < MOST; n++) tries.note('office-1')
}

describe('[A5] [A21] a limit on attempts', () => {
  test.each([
    ['forth', 3 * DAY_MS],
    ['back', -3 * DAY_MS],
  ])('is the same for a clock set %s while the server runs', (_way, byMs) => {
    const { start, time, live } = open()
    const server = start()
    useUp(server)
    time.set(byMs)
    live(server, WINDOW_MS - 1_000)
    expect(server.tries.left('office-1')).toBe(0)
    time.advance(1_000)
    expect(server.tries.left('office-1')).toBe(MOST)
  })

  test.each([
    ['as it was', 0],
    ['set forth', 3 * DAY_MS],
    ['set back', -3 * DAY_MS],
  ])('goes on after a restart where it was, the clock %s meanwhile', (_how, byMs) => {
    const { start, time, live } = open()
    const before = start()
    useUp(before)
    live(before, 4 * 60_000)
    time.set(byMs)
    const after = start()
    expect(after.tries.left('office-1')).toBe(0)
    expect(after.tries.againAt('office-1')).toBe(after.storeTime.nowMs() + 6 * 60_000)
    time.advance(6 * 60_000 - 1)
    expect(after.tries.left('office-1')).toBe(0)
    time.advance(1)
    expect(after.tries.left('office-1')).toBe(MOST)
  })

  test('forgives nothing for the time in which the server did not run', () => {
    const { start, time, live } = open()
    const before = start()
    useUp(before)
    live(before, 9 * 60_000)
    time.advance(2 * 60 * 60_000)
    expect(start().tries.left('office-1')).toBe(0)
  })

  test('that was over in the evening does not begin anew in the morning', () => {
    const { start, time, live, db } = open()
    const evening = start()
    useUp(evening)
    live(evening, 60 * 60_000)
    // Nothing is in force: nothing is written down any more.
    const noted = () => db.prepare("select value from store_facts where name = 'limits-lived-until'").pluck().get()
    const last = noted()
    live(evening, 60 * 60_000)
    expect(noted()).toBe(last)
    time.advance(8 * 60 * 60_000)
    expect(start().tries.left('office-1')).toBe(MOST)
  })

  test('counts in a minute of the restarted server what was tried in a minute of the one before', () => {
    const { start, time } = open()
    expect(start().mayTry('kiosk-1')).toBe(true)
    time.set(-DAY_MS)
    const after = start()
    expect(after.mayTry('kiosk-1')).toBe(false)
    time.advance(60_000)
    expect(after.mayTry('kiosk-1')).toBe(true)
  })

  test('leaves nothing behind that is older than a day, whatever the clock of the machine says', () => {
    const { start, time, live, db } = open()
    const server = start()
    useUp(server)
    const rows = () => db.prepare('select count(*) from attempts').pluck().get()
    time.set(40 * DAY_MS)
    live(server, 60_000)
    expect(rows()).toBe(1)
    time.advance(DAY_MS)
    server.tidy()
    expect(rows()).toBe(0)
  })

  test('moves whatever else waits by as much, and nothing at the very first start', () => {
    const { start, time, moved } = open()
    const server = start()
    expect(moved).toEqual([])
    useUp(server)
    time.advance(5_000)
    time.set(60_000)
    start()
    expect(moved).toEqual([65_000])
  })

  test('is never shorter by restarts and set clocks, and longer by a minute for each of them at most', () => {
    const step = fc.record({ runMs: fc.integer({ min: 0, max: 200_000 }), setMs: fc.integer({ min: -1e9, max: 1e9 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        const { start, time, live } = open()
        let server = start()
        useUp(server)
        let ranMs = 0
        for (const { runMs, setMs } of steps) {
          live(server, runMs)
          ranMs += runMs
          time.set(setMs)
          server = start()
        }
        const leftMs = (server.tries.againAt('office-1') ?? server.storeTime.nowMs()) - server.storeTime.nowMs()
        expect(leftMs).toBeGreaterThanOrEqual(Math.max(WINDOW_MS - ranMs, 0))
        expect(leftMs).toBeLessThanOrEqual(Math.max(WINDOW_MS - ranMs, 0) + steps.length * 60_000)
      }),
      { numRuns: 40 },
    )
  })
})
