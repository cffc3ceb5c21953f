import { PURPOSES } from './consent.ts'
import type { Consents, ConsentState } from './consent.ts'

/** The firmer no first. A purpose that one of two was never asked for is not granted, so it says nothing. */
const STRICTNESS: readonly (ConsentState | undefined)[] = ['withdrawn', 'denied', 'expired', undefined, 'granted']

/** What two profiles of one person allow together: what both allow, and of two answers the stricter. */
export function stricterOf(one: Consents, other: Consents): Consents {
  const states = PURPOSES.map((purpose) => {
    const state = STRICTNESS.find((each) => one[purpose] === each || other[purpose] === each)
    return [purpose, state] as const
  })
  return Object.fromEntries(states.filter(([, state]) => state !== undefined))
}
