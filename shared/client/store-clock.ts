import type { Clock } from '@dangol/domain/time/clock.ts'

/** The store's time as this device knows it: carried by a clock that never jumps, set by what the store says. */
export interface StoreClock extends Clock {
  /** This device's wall clock minus the store's; null before the store said anything. Milliseconds. */
  offsetMs(): number | null
  /** Round trip of the last question that told the time; null before the first. Milliseconds. */
  roundTripMs(): number | null
  /** The store said its time unasked. */
  told(at: number): void
  /** The store answered with its time; asked at `askedMs` of the steady clock. */
  answered(at: number, askedMs: number): void
}

/** Shows the wall clock until the store has told its own. */
export function createStoreClock({ clock, steady }: { clock: Clock; steady: Clock }): StoreClock {
  let aheadMs: number | null = null
  let roundTripMs: number | null = null
  const nowMs = (): number => (aheadMs === null ? clock.nowMs() : Math.round(steady.nowMs() + aheadMs))
  return {
    nowMs,
    offsetMs: () => (aheadMs === null ? null : Math.round(clock.nowMs() - nowMs())),
    roundTripMs: () => roundTripMs,
    told(at) {
      aheadMs = at + (roundTripMs ?? 0) / 2 - steady.nowMs()
    },
    answered(at, askedMs) {
      const heardMs = steady.nowMs()
      roundTripMs = Math.round(heardMs - askedMs)
      // It was said about half-way between asking and hearing it.
      aheadMs = at - (askedMs + heardMs) / 2
    },
  }
}
