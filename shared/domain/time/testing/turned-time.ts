import type { Clock, Timers } from '../clock.ts'

/** A clock and its timers, turned by hand. */
export interface TurnedTime extends Clock, Timers {
  /** Lets so many milliseconds pass; what falls due runs in its order, at its own instant. */
  pass(ms: number): void
}

/** Time that stands still until a test turns it. */
export function createTurnedTime(startMs = 1_800_000_000_000): TurnedTime {
  let nowMs = startMs
  const due = new Set<{ at: number; everyMs: number | null; run: () => void }>()
  const add = (delayMs: number, everyMs: number | null, run: () => void) => {
    const timer = { at: nowMs + delayMs, everyMs, run }
    due.add(timer)
    return () => void due.delete(timer)
  }
  return {
    nowMs: () => nowMs,
    after: (delayMs, run) => add(delayMs, null, run),
    every: (periodMs, run) => add(periodMs, periodMs, run),
    pass(ms) {
      const untilMs = nowMs + ms
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= untilMs).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        nowMs = Math.max(nowMs, next.at)
        if (next.everyMs === null) due.delete(next)
        else next.at += next.everyMs
        next.run()
      }
      nowMs = untilMs
    },
  }
}
