import type { Random } from '@dangol/domain/chance/random.ts'

/** How the shop floor's network treats messages, in shares of them. */
export interface Weather {
  readonly latencyMs: readonly [least: number, most: number]
  /** Seconds late. */
  readonly slow: number
  readonly duplicate: number
  /** Lost though the connection stays up: stricter than TCP, as a server that forgets to send is. */
  readonly lose: number
  /** Arrives before what was sent earlier on the same connection: stricter than TCP. */
  readonly overtake: number
}

export const FAIR: Weather = { latencyMs: [1, 8], slow: 0, duplicate: 0, lose: 0, overtake: 0 }

const SLOW_MS: readonly [number, number] = [500, 6_000]

/** What becomes of one message: the delays of each of its copies, none if it is lost. */
export function fateOf(weather: Weather, random: Random): number[] {
  // Always the same number of draws, so that one message's fate does not change the next one's.
  const [isLost, isTwice, isSlow] = [random.unit(), random.unit(), random.unit()]
  const [first, second] = [random.between(...weather.latencyMs), random.between(...weather.latencyMs)]
  const late = random.between(...SLOW_MS)
  if (isLost < weather.lose) return []
  const delayMs = isSlow < weather.slow ? late : first
  return isTwice < weather.duplicate ? [delayMs, delayMs + second] : [delayMs]
}
