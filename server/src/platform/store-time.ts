import type { Clock } from '@dangol/domain/time/clock.ts'

/**
 * The store's own time: set once at the start from the wall clock, but never before `lastKnownMs`, and carried on by the
 * steady clock. It never goes back and never jumps, so ages can be told by it whatever happens to the wall clock (W1).
 */
export function createStoreTime(o: { clock: Clock; steady: Clock; lastKnownMs: number }): Clock {
  const startedMs = Math.max(o.clock.nowMs(), o.lastKnownMs)
  const steadyAtStart = o.steady.nowMs()
  return { nowMs: () => startedMs + Math.floor(o.steady.nowMs() - steadyAtStart) }
}
