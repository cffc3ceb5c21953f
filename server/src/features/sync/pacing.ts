import type { Clock, Timers } from '@dangol/domain/time/clock.ts'

/** What catching up may take of one turn of the event loop; the rest is for people at work. Milliseconds. */
export const TURN_BUDGET_MS = 3
/** Catch-ups of one device that wait at once; it follows fewer topics than that. */
export const WAITING_PER_DEVICE_MAX = 16

export interface PacingDeps {
  readonly steady: Clock
  readonly timers: Timers
  /** Resolves when nothing is uncommitted, so that nobody is sent what may never have happened. */
  readonly durable: () => Promise<void>
  readonly isDurable: () => boolean
}

/** Does the work of many devices a little at a time, one piece per device in turn. */
export interface Pacing<D> {
  /** Resolves with what `work` returns when it is the device's turn; null when too much of this device waits already. */
  take<T>(device: D, work: () => T): Promise<T> | null
}

type Job = () => void

/** Serves the devices that wait in turn, within TURN_BUDGET_MS of each turn of the event loop. */
export function createPacing<D>({ steady, timers, durable, isDurable }: PacingDeps): Pacing<D> {
  // A map keeps the order in which devices came; one that was served and has more goes to the end.
  const waiting = new Map<D, Job[]>()
  let spentMs = 0
  let isTurnOver = true
  let isServing = false

  const serveNext = (): void => {
    for (const [device, jobs] of waiting) {
      waiting.delete(device)
      const job = jobs.shift()
      if (jobs.length > 0) waiting.set(device, jobs)
      job?.()
      return
    }
  }
  const serve = async (): Promise<void> => {
    if (isServing) return
    isServing = true
    // A device that is back asks and changes things in one breath: what it changes may be under way by now.
    do await settled(durable)
    while (!isDurable())
    isServing = false
    while (waiting.size > 0 && spentMs < TURN_BUDGET_MS) {
      const startedMs = steady.nowMs()
      serveNext()
      spentMs += steady.nowMs() - startedMs
    }
    if (!isTurnOver) return
    isTurnOver = false
    timers.after(0, () => {
      isTurnOver = true
      spentMs = 0
      if (waiting.size > 0) void serve()
    })
  }
  return {
    take(device, work) {
      const jobs = waiting.get(device) ?? []
      if (jobs.length >= WAITING_PER_DEVICE_MAX) return null
      waiting.set(device, jobs)
      return new Promise((resolve, reject) => {
        jobs.push(() => {
          try {
            resolve(work())
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)))
          }
        })
        void serve()
      })
    },
  }
}

/** A commit that fails is the failure of those who wait for it; what is read after it is durable all the same. */
async function settled(durable: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await durable()
    } catch {
      // There may be another one by now.
    }
  }
}
