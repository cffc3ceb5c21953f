import type { Clock } from '@dangol/domain/time/clock.ts'
import type { LinkState } from '@dangol/protocol/link.ts'
import type { CommerceConnector } from '../connector.ts'
import type { HintEars } from './ports.ts'

/** Deliveries remembered: a shop repeats one within minutes, and one repeated later costs a reading. */
export const HINTS_KNOWN_MAX = 5_000

export interface HintDesk {
  /** What came, over its raw bytes. False for what the shop has not signed. */
  hear(headers: Readonly<Record<string, string | undefined>>, body: Uint8Array): boolean
  counts(): NonNullable<LinkState['hints']>
}

/** Hears the shop say that something changed; what it says is never believed, only read again (U7). */
export function createHintDesk(o: {
  clock: Clock
  connector: Pick<CommerceConnector, 'hint'>
  ears: HintEars
}): HintDesk {
  const known = new Set<string>()
  let counts: NonNullable<LinkState['hints']> = { heard: 0, refused: 0, lastAt: null }
  return {
    hear(headers, body) {
      const hint = o.connector.hint(headers, body)
      if (hint === null) {
        counts = { ...counts, refused: counts.refused + 1 }
        return false
      }
      if (known.has(hint.id)) return true
      known.add(hint.id)
      for (const oldest of known) {
        if (known.size <= HINTS_KNOWN_MAX) break
        known.delete(oldest)
      }
      counts = { ...counts, heard: counts.heard + 1, lastAt: o.clock.nowMs() }
      o.ears.hinted(hint)
      return true
    },
    counts: () => counts,
  }
}
