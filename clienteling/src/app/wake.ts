import type { Clock, Timers } from '@dangol/domain/time/clock.ts'

const LOOK_EVERY_MS = 2_000
/** A page whose timers stood still so long was asleep: its line is dead, whatever the browser still believes. */
export const ASLEEP_AFTER_MS = 20_000

interface WakeOptions {
  readonly clock: Clock
  readonly timers: Timers
  /** Tells when the page comes back into sight or the network does; returns how to stop. */
  readonly onSight: (look: () => void) => () => void
  readonly onWake: () => void
}

/**
 * Notices that the page was asleep, at the first moment it runs again: timers stand still then and the wall clock does not. A
 * clock that was set forward looks the same, and costs one new connection.
 */
export function watchSleep({ clock, timers, onSight, onWake }: WakeOptions): () => void {
  let last = clock.nowMs()
  const look = (): void => {
    const slept = clock.nowMs() - last
    last = clock.nowMs()
    if (slept >= ASLEEP_AFTER_MS) onWake()
  }
  const stops = [timers.every(LOOK_EVERY_MS, look), onSight(look)]
  return () => stops.forEach((stop) => stop())
}

/** The browser's own words for it. */
export function pageSight(look: () => void): () => void {
  const heard = [
    [document, 'visibilitychange'],
    [document, 'resume'],
    [window, 'pageshow'],
    [window, 'online'],
  ] as const
  for (const [where, event] of heard) where.addEventListener(event, look)
  return () => heard.forEach(([where, event]) => where.removeEventListener(event, look))
}
