import type { Timers } from '@dangol/domain/time/clock.ts'

/** The browser's timers behind the shared port. */
export const browserTimers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  every(periodMs, run) {
    const timer = setInterval(run, periodMs)
    return () => clearInterval(timer)
  },
}

/** Time since the page was opened: it never jumps when somebody sets the machine's clock. */
export const steadyMs = (): number => performance.now()
