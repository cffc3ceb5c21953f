import type { Timers } from '@dangol/domain/time/clock.ts'

export interface AskInTime<T> {
  readonly timers: Timers
  readonly withinMs: number
  /** Never throws. */
  readonly ask: (signal: AbortSignal) => Promise<T>
  /** What stands for an answer when none came in time. */
  readonly silence: T
}

/** The answer of somebody who may never give one: after `withinMs` it is silence, whether or not the other side heeds the signal. */
export function askInTime<T>({ timers, withinMs, ask, silence }: AskInTime<T>): Promise<T> {
  return new Promise((resolve) => {
    const ends = new AbortController()
    const cancel = timers.after(withinMs, () => {
      resolve(silence)
      ends.abort()
    })
    void ask(ends.signal).then((answer) => {
      cancel()
      resolve(answer)
    })
  })
}
