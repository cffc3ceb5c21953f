import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { makeRc1 } from '@dangol/domain/recognition/rc1.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { RandomBytes } from '../../platform/system-ids.ts'
import type { CartContents } from '../../ports/selling.ts'
import type { OpenVisit, Parking } from '../../ports/visits.ts'
import type { StoredConfiguration } from './configurations.sql.ts'
import type { Keep } from './keep.ts'
import type { Shelf } from './shelf.ts'
import type { Touches } from './touches.sql.ts'

/** How long what was parked waits behind its code (recognition-ux 3.3). */
const PARKED_FOR_MS = 24 * 60 * 60_000

interface ParkDeps {
  readonly touches: Touches
  readonly clock: Clock
  readonly random: RandomBytes
  readonly shelf: Shelf
  readonly keep: Keep
  readonly carts: CartContents
}

/**
 * Parks what the shopper leaves unfinished: the newest draft in the cart, else the newest that was changed in the visit,
 * unless it was ordered. A code opens one configuration; a member has the others on the phone anyway.
 */
export function createParking(deps: ParkDeps): Parking {
  const { clock, random, keep } = deps
  return {
    park(visit) {
      const unfinished = unfinishedOf(deps, visit)
      if (unfinished === undefined) return null
      const nowMs = clock.nowMs()
      // One that was made to be shown still opens it, and may already be on paper.
      const live = (unfinished.codeExpiresAt ?? 0) > nowMs + PARKED_FOR_MS / 2 ? unfinished.code : null
      if (live !== null) return live
      const code = makeRc1(random(8))
      keep.changed({ ...unfinished, code, codeExpiresAt: nowMs + PARKED_FOR_MS }, visit)
      return code
    },
  }
}

function unfinishedOf({ touches, shelf, carts }: ParkDeps, visit: OpenVisit): StoredConfiguration | undefined {
  const inCart = carts.configurationsIn(visit.id)
  const ordered = touches.of(visit.id, 'ordered')
  return [...new Set<ConfigurationId>([...inCart, ...touches.of(visit.id, 'edited')])]
    .filter((id) => !ordered.has(id))
    .flatMap((id) => shelf.find(id, visit) ?? [])
    .filter((stored) => !stored.discarded)
    .toSorted((a, b) => Number(inCart.includes(b.id)) - Number(inCart.includes(a.id)) || b.savedAt - a.savedAt)[0]
}
