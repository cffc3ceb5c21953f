import type { KioskState } from '@dangol/protocol/bridge.ts'

/** Tells the screens, once per turn of the event loop, however many things changed in it. */
export interface Publisher {
  readonly soon: () => void
  /** Calls back at once, then after every change; returns how to stop. */
  readonly listen: (listener: (state: KioskState) => void) => () => void
  close(): void
}

/** A publisher of one state, which is asked for only when somebody listens. */
export function createPublisher(state: () => KioskState): Publisher {
  const listeners = new Set<(state: KioskState) => void>()
  let waiting = false
  let closed = false
  const publish = (): void => {
    waiting = false
    if (closed || listeners.size === 0) return
    const now = state()
    for (const listener of [...listeners]) listener(now)
  }
  return {
    soon() {
      if (waiting || closed) return
      waiting = true
      // A microtask and no later: a screen must have the state that an answer speaks of before it has the answer.
      queueMicrotask(publish)
    },
    listen(listener) {
      listeners.add(listener)
      listener(state())
      return () => listeners.delete(listener)
    },
    close() {
      closed = true
      listeners.clear()
    },
  }
}
