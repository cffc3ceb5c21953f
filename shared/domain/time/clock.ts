/** Wall clock in Unix milliseconds. Injected everywhere; only the system adapter reads the real one. */
export interface Clock {
  nowMs(): number
}

/** Cancels a timer; calling it twice is harmless. */
export type CancelTimer = () => void

/** Timers, injected beside the clock so that a test turns time by hand. */
export interface Timers {
  after(delayMs: number, run: () => void): CancelTimer
  every(periodMs: number, run: () => void): CancelTimer
}
