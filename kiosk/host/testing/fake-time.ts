import type { Clock, Timers } from '@dangol/domain/time/clock.ts'

export interface FakeTime extends Clock, Timers {
  /** Lets time pass; what falls due runs in its order, at its own instant. */
  pass(ms: number): void
  /** Timers that still wait. */
  waiting(): number
}

/** Time turned by hand. */
export function createFakeTime(startMs = 1_800_000_000_000): FakeTime {
  let nowMs = startMs
  let made = 0
  const due = new Map<number, { at: number; run: () => void; everyMs: number | null }>()
  const add = (delayMs: number, run: () => void, everyMs: number | null) => {
    const id = made++
    due.set(id, { at: nowMs + delayMs, run, everyMs })
    return () => void due.delete(id)
  }
  return {
    nowMs: () => nowMs,
    after: (delayMs, run) => add(delayMs, run, null),
    every: (periodMs, run) => add(periodMs, run, periodMs),
    waiting: () => due.size,
    pass(ms) {
      const until = nowMs + ms
      for (;;) {
        const [next] = [...due].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)
        if (!next) break
        const [id, timer] = next
        nowMs = Math.max(nowMs, timer.at)
        if (timer.everyMs === null) due.delete(id)
        else timer.at += timer.everyMs
        timer.run()
      }
      nowMs = until
    },
  }
}
