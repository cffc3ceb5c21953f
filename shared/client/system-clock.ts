import type { Clock, Timers } from '@dangol/domain/time/clock.ts'

/** The machine's own wall clock. */
export const systemClock: Clock = { nowMs: () => Date.now() }

/** Runs on whatever happens to the wall clock; it says nothing about the time of day. */
export const steadyClock: Clock = { nowMs: () => performance.now() }

/** The runtime's own timers; they are monotonic, so a clock that jumps does not move them. */
export const systemTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  every(periodMs, run) {
    const timer = setInterval(run, periodMs)
    return () => clearInterval(timer)
  },
}
