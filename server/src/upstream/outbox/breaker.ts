import type { Clock } from '@dangol/domain/time/clock.ts'
import { RETRY_AFTER_MAX_MS } from './back-off.ts'
import type { Chance } from './back-off.ts'

/** Tries in a row that ended without an answer. */
export const BREAK_AFTER = 5
/** One ill thing is not an ill shop: its own back-off holds it, and nobody else. */
const BREAK_LINES_MIN = 2
const OPEN_FIRST_MS = 5_000
const OPEN_MAX_MS = 60_000

export type BreakerState = 'closed' | 'open' | 'half-open'

/** Leaves a shop alone that answers nobody, and lets one try find out whether it is back. */
export interface Breaker {
  state(): BreakerState
  /** On the steady clock; null while closed. */
  retryAtMs(): number | null
  /** The shop gave an answer, whatever it was. */
  heard(): void
  /** No usable answer for one line; how long the shop is left alone from now, or null when this changes nothing. */
  failed(line: string, askedMs?: number): number | null
  /** The line to the shop is back. */
  close(): void
}

/** @param onChange told when it opens, for how long in milliseconds, and when it closes: null. */
export function createBreaker(deps: {
  readonly steady: Clock
  readonly chance: Chance
  readonly onChange: (openMs: number | null) => void
}): Breaker {
  const { steady, chance, onChange } = deps
  const failing = new Set<string>()
  let failures = 0
  let openings = 0
  let openUntilMs: number | null = null

  const state = (): BreakerState => {
    if (openUntilMs === null) return 'closed'
    return steady.nowMs() < openUntilMs ? 'open' : 'half-open'
  }
  const close = (): void => {
    const wasOpen = openUntilMs !== null
    failing.clear()
    failures = 0
    openings = 0
    openUntilMs = null
    if (wasOpen) onChange(null)
  }
  const open = (askedMs: number): number => {
    const bound = Math.min(OPEN_MAX_MS, OPEN_FIRST_MS * 2 ** Math.min(openings, 10))
    // Never less than half: a pause that the dice make nothing of is none.
    const openMs = Math.max(Math.floor(bound * (0.5 + chance() / 2)), Math.min(askedMs, RETRY_AFTER_MAX_MS))
    openings += 1
    openUntilMs = steady.nowMs() + openMs
    onChange(openMs)
    return openMs
  }
  return {
    state,
    retryAtMs: () => openUntilMs,
    heard: close,
    close,
    failed(line, askedMs = 0) {
      // Tries that were under way when it opened have nothing to add.
      if (state() === 'open') return null
      failures += 1
      failing.add(line)
      const isIll = failures >= BREAK_AFTER && failing.size >= BREAK_LINES_MIN
      return isIll || state() === 'half-open' ? open(askedMs) : null
    },
  }
}
