import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'

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
  const turned = createTurnedTime(startMs)
  let setByMs = 0
  return {
    ...turned,
    nowMs: () => turned.nowMs() + setByMs,
    advance: (ms) => turned.pass(ms),
    set: (byMs) => void (setByMs += byMs),
    steady: { nowMs: () => turned.nowMs() - startMs },
  }
}
