import type { RandomBytes } from '../../platform/system-ids.ts'

const RETRY_FIRST_MS = 1_000
/** A line that is back is noticed by the mirror within a second; this only bounds the tries for a thing that is ill by itself. */
const RETRY_MAX_MS = 5 * 60_000
/** However the dice fall, nothing is sent again in the same instant. */
const RETRY_LEAST_MS = 100
/** A shop that asks for more is asked again after this; a misread header must not silence a store for days. */
export const RETRY_AFTER_MAX_MS = 60 * 60_000

/** A fraction in [0, 1). */
export type Chance = () => number

export const chanceOf =
  (random: RandomBytes): Chance =>
  () =>
    new DataView(Uint8Array.from(random(4)).buffer).getUint32(0) / 2 ** 32

/**
 * How long a thing waits for its next try, in milliseconds: any time up to a bound that doubles with every try (full jitter), so
 * that what failed together does not come again together. What the shop asked for is waited for at least.
 * @param tries made so far, at least one.
 */
export function backOffMs(tries: number, chance: Chance, askedMs = 0): number {
  const bound = Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** Math.min(tries - 1, 20))
  const own = Math.max(RETRY_LEAST_MS, Math.floor(chance() * bound))
  return Math.max(own, Math.min(askedMs, RETRY_AFTER_MAX_MS))
}
