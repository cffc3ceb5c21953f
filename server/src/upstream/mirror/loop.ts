import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'

/** Rounds of work with a pause between, one after the other. */
export interface Loop {
  readonly start: () => void
  /** There is something to do before the pause is over; during a round, one more follows it. */
  readonly nudge: () => void
  stop(): void
  /** Resolves when the round under way is over. */
  idle(): Promise<void>
}

export function createLoop(o: { timers: Timers; round: () => Promise<void>; pauseMs: () => number }): Loop {
  let cancel: CancelTimer | null = null
  let running: Promise<void> | null = null
  let isStopped = true
  let isNudged = false
  const go = (): void => {
    cancel?.()
    cancel = null
    running = o.round().then(() => {
      running = null
      if (isStopped) return
      if (isNudged) {
        isNudged = false
        return go()
      }
      cancel = o.timers.after(o.pauseMs(), go)
    })
  }
  return {
    start() {
      isStopped = false
      go()
    },
    nudge() {
      if (isStopped) return
      if (running !== null) isNudged = true
      else go()
    },
    stop() {
      isStopped = true
      cancel?.()
    },
    idle: async () => {
      await running
    },
  }
}
