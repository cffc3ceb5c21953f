import type { Clock } from '@dangol/domain/time/clock.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'

const FIRST_MS = 1_000
/** A shop that is back is noticed within a minute. */
const LONGEST_MS = 60_000
/** After so many failures in a row only one feed asks, until the shop answers. */
const ALONE_AFTER = 3

/** With a shop that does not answer: how long it is left alone, and who asks first. */
export interface Patience {
  /** Whether a question may be asked now; if so, `heard` or `unheard` must follow. */
  mayAsk(): boolean
  heard(isUp: boolean): void
  /** The question was broken off by ourselves. */
  unheard(): void
  /** Milliseconds to leave the shop alone; 0 when it may be asked. */
  waitMs(): number
}

/** Backs off by doubling, spread by chance so that the stores of a chain do not all come back at once. */
export function createPatience({ steady, random }: { steady: Clock; random: RandomBytes }): Patience {
  let failures = 0
  let askAgainAt = 0
  let isAsking = false
  const waitMs = (): number => Math.max(0, askAgainAt - steady.nowMs())
  return {
    waitMs,
    mayAsk() {
      if (failures === 0) return true
      if (waitMs() > 0 || (failures >= ALONE_AFTER && isAsking)) return false
      isAsking = true
      return true
    },
    unheard: () => void (isAsking = false),
    heard(isUp) {
      isAsking = false
      // Questions that were under way together fail together: that is one failure.
      if (!isUp && waitMs() > 0) return
      failures = isUp ? 0 : failures + 1
      const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10))
      askAgainAt = isUp ? 0 : steady.nowMs() + longest / 2 + (longest / 2) * share(random)
    },
  }
}

/** Of a source that is asked at its interval whatever it answers. */
export const untiring: Patience = {
  mayAsk: () => true,
  heard: () => undefined,
  unheard: () => undefined,
  waitMs: () => 0,
}

/** From 0 to 1. */
const share = (random: RandomBytes): number => (random(1)[0] ?? 0) / 255
