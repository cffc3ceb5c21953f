import type { Clock, Timers } from '@dangol/domain/time/clock.ts'

/** The machine's wall clock. */
export const systemClock: Clock = { nowMs: () => Date.now() }

/** Runs on whatever happens to the wall clock; it says nothing about the time of day. */
export const steadyClock: Clock = { nowMs: () => performance.now() }

/** The machine's timers. A waiting timer never keeps the process alive: the listening socket does. */
export const systemTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
  every(periodMs, run) {
    const timer = setInterval(run, periodMs)
    timer.unref()
    return () => clearInterval(timer)
  },
}
