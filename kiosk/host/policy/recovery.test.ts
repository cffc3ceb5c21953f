import { describe, expect, it } from 'vitest'
import { BACK_OFF_MAX_MS, CRASHES_MAX, CRASH_WINDOW_MS, OUT_OF_SERVICE_MS, isFailure, recover } from './recovery.ts'
import type { Crashes, Recovery } from './recovery.ts'

const dieEvery = (gapMs: number, times: number): Recovery[] => {
  let crashes: Crashes = []
  return Array.from({ length: times }, (_, n) => {
    const next = recover(crashes, n * gapMs)
    crashes = next.crashes
    return next.recovery
  })
}

describe('a screen that dies', () => {
  it('comes back a little later each time, and then is out of service', () => {
    const recoveries = dieEvery(1000, CRASHES_MAX + 1)
    expect(recoveries.map(({ afterMs }) => afterMs)).toEqual([500, 1000, 2000, 4000, 8000, OUT_OF_SERVICE_MS])
    expect(recoveries.map(({ kind }) => kind)).toEqual([
      ...Array<string>(CRASHES_MAX).fill('recreate'),
      'out-of-service',
    ])
  })

  it('now and then comes back quickly for ever', () => {
    const recoveries = dieEvery(CRASH_WINDOW_MS, 50)
    expect(new Set(recoveries.map(({ afterMs }) => afterMs))).toEqual(new Set([500]))
  })

  it('never waits longer than its maximum before it is out of service', () => {
    for (const { kind, afterMs } of dieEvery(1, 100)) {
      if (kind === 'recreate') expect(afterMs).toBeLessThanOrEqual(BACK_OFF_MAX_MS)
    }
  })

  it('remembers no more deaths than lie in its window', () => {
    let crashes: Crashes = []
    for (let at = 0; at < 100 * CRASH_WINDOW_MS; at += CRASH_WINDOW_MS / 4) crashes = recover(crashes, at).crashes
    expect(crashes.length).toBeLessThanOrEqual(4)
  })
})

it.each([
  ['clean-exit', false],
  ['abnormal-exit', true],
  ['killed', true],
  ['crashed', true],
  ['oom', true],
  ['launch-failed', true],
  ['integrity-failure', true],
  ['memory-eviction', true],
])('a renderer gone with %s is a failure: %s', (reason, failure) => expect(isFailure(reason)).toBe(failure))
