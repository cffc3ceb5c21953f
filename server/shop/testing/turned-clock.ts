import type { Clock, Timers } from '@dangol/domain/time/clock.ts'

/** A Saturday noon in Seoul. */
const NOON = Date.UTC(2026, 10, 21, 3)

/** A clock and its timers, turned by a test. The shop's own timers only repeat; each runs at most once per turn. */
export interface TurnedClock extends Clock, Timers {
  advance(ms: number): void
}

export function createTurnedClock(): TurnedClock {
  let nowMs = NOON
  const waiting = new Set<{ dueMs: number; periodMs: number | null; run: () => void }>()
  const add = (delayMs: number, periodMs: number | null, run: () => void) => {
    const timer = { dueMs: nowMs + delayMs, periodMs, run }
    waiting.add(timer)
    return () => void waiting.delete(timer)
  }
  return {
    nowMs: () => nowMs,
    after: (delayMs, run) => add(delayMs, null, run),
    every: (periodMs, run) => add(periodMs, periodMs, run),
    advance(ms) {
      nowMs += ms
      for (const timer of [...waiting].filter(({ dueMs }) => dueMs <= nowMs)) {
        if (timer.periodMs === null) waiting.delete(timer)
        else timer.dueMs = nowMs + timer.periodMs
        timer.run()
      }
    },
  }
}
