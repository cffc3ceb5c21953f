import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { VirtualTime } from './virtual-time.ts'

/** Thrown at whatever still runs in a process that was killed, so that it gets nothing done. */
export class Killed extends Error {
  override readonly name = 'Killed'
}

/** One run of a program on a machine, from its start to its end or its kill. */
export interface Life {
  readonly timers: Timers
  readonly isOver: () => boolean
  /** Runs, unless it is over; a kill in the middle ends it quietly. Whether it ran to its end. */
  attempt(run: () => void): boolean
  /** Its timers never fire again; what it was waiting for never comes. */
  end(): void
}

/** A machine: its clock can be set, and it can sleep, without its programs knowing. */
export interface Machine {
  /** What its wall clock shows. */
  readonly clock: Clock
  /** Runs evenly whatever happens to the wall clock. */
  readonly steady: Clock
  /** Sets the wall clock forth or, below zero, back. */
  jump(byMs: number): void
  /** Somebody has put its wall clock right. */
  setRight(): void
  readonly isAsleep: () => boolean
  /** Timers that fall due meanwhile fire on waking. */
  sleep(): void
  readonly wake: () => void
  begin(): Life
}

/** A machine in virtual time. Throws out of `step` whatever a timer throws, apart from the last breath of a killed process. */
export function createMachine(time: VirtualTime): Machine {
  let offsetMs = 0
  let asleep = false
  let late: (() => void)[] = []
  const steady: Clock = { nowMs: time.elapsedMs }
  const whenAwake = (run: () => void): void => {
    if (asleep) late.push(run)
    else run()
  }
  return {
    clock: { nowMs: () => time.nowMs() + offsetMs },
    steady,
    jump: (byMs) => void (offsetMs += byMs),
    setRight: () => void (offsetMs = 0),
    isAsleep: () => asleep,
    sleep: () => void (asleep = true),
    wake() {
      asleep = false
      const due = late
      late = []
      for (const run of due) time.after(0, () => whenAwake(run))
    },
    begin: () => createLife(time, whenAwake),
  }
}

function createLife(time: VirtualTime, whenAwake: (run: () => void) => void): Life {
  let isOver = false
  const attempt = (run: () => void): boolean => {
    if (isOver) return false
    try {
      run()
      return true
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      return false
    }
  }
  const after = (delayMs: number, run: () => void): CancelTimer => {
    let isCancelled = false
    const fire = (): void => {
      if (!isCancelled) run()
    }
    const cancel = time.after(delayMs, () => whenAwake(() => void attempt(fire)))
    return () => {
      isCancelled = true
      cancel()
    }
  }
  return {
    isOver: () => isOver,
    attempt,
    end: () => void (isOver = true),
    timers: {
      after,
      every(periodMs, run) {
        // An interval that was slept through fires once, as every engine does it.
        let cancel: CancelTimer
        const again = (): void => {
          cancel = after(periodMs, again)
          run()
        }
        cancel = after(periodMs, again)
        return () => cancel()
      },
    },
  }
}
