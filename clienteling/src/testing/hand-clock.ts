import type { Clock, Timers } from '@dangol/domain/time/clock.ts'

/** A clock and its timers, turned by hand. */
export interface HandClock extends Clock {
  readonly timers: Timers
  /** Lets so many milliseconds pass, running what falls due, in order. */
  pass(ms: number): void
}

export function createHandClock(startMs = 1_000_000): HandClock {
  let now = startMs
  const due = new Set<{ at: number; every: number | null; run: () => void }>()
  const start = (delayMs: number, every: number | null, run: () => void) => {
    const timer = { at: now + delayMs, every, run }
    due.add(timer)
    return () => void due.delete(timer)
  }
  return {
    nowMs: () => now,
    timers: {
      after: (delayMs, run) => start(delayMs, null, run),
      every: (periodMs, run) => start(periodMs, periodMs, run),
    },
    pass(ms) {
      const until = now + ms
      for (;;) {
        const [next] = [...due].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)
        if (!next) break
        now = next.at
        if (next.every === null) due.delete(next)
        else next.at += next.every
        next.run()
      }
      now = until
    },
  }
}
