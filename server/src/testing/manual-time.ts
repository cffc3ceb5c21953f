import type { Clock, Timers } from '@dangol/domain/time/clock.ts'

/** A Saturday noon in Seoul, so that tests read like a day in the store. */
const NOON = Date.UTC(2026, 10, 21, 3, 0, 0)

/** A clock and timers that a test turns by hand. */
export interface ManualTime extends Clock, Timers {
  advance(ms: number): void
  /** Sets the wall clock forth or, below zero, back, as a person does; timers and `steady` run on. */
  set(byMs: number): void
  readonly steady: Clock
}

export function createManualTime(startMs = NOON): ManualTime {
  let nowMs = startMs
  let setByMs = 0
  let serial = 0
  const waiting = new Map<number, { dueMs: number; run: () => void; periodMs: number | null }>()
  const add = (delayMs: number, run: () => void, periodMs: number | null) => {
    const id = ++serial
    waiting.set(id, { dueMs: nowMs + delayMs, run, periodMs })
    return () => void waiting.delete(id)
  }
  const nextDue = (untilMs: number) =>
    [...waiting].filter(([, timer]) => timer.dueMs <= untilMs).sort((a, b) => a[1].dueMs - b[1].dueMs || a[0] - b[0])[0]

  return {
    nowMs: () => nowMs + setByMs,
    steady: { nowMs: () => nowMs - startMs },
    set: (byMs) => void (setByMs += byMs),
    after: (delayMs, run) => add(delayMs, run, null),
    every: (periodMs, run) => add(periodMs, run, periodMs),
    advance(ms) {
      const untilMs = nowMs + ms
      for (let due = nextDue(untilMs); due !== undefined; due = nextDue(untilMs)) {
        const [id, timer] = due
        nowMs = timer.dueMs
        if (timer.periodMs === null) waiting.delete(id)
        else timer.dueMs += timer.periodMs
        timer.run()
      }
      nowMs = untilMs
    },
  }
}
