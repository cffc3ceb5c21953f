import type { ConfigurationId, CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { OpenVisit } from '../../ports/visits.ts'
import type { ConfigurationsSql, Sketch, StoredConfiguration } from './configurations.sql.ts'
import type { Touches } from './touches.sql.ts'

/** Which configurations a visit may see, use and change. The one place where that is decided. */
export interface Shelf {
  /** The customer's open ones, what its codes opened and what was changed in it; newest first, none discarded. */
  seenBy(visit: OpenVisit): StoredConfiguration[]
  /** What is needed to count them. */
  sketchesSeenBy(visit: OpenVisit): Sketch[]
  /** One that the visit may see, also after it was discarded: it may still lie in the cart. */
  find(id: ConfigurationId, visit: OpenVisit): StoredConfiguration | null
  /** True for an id that no configuration has: a new one may take it. */
  isFree(id: ConfigurationId, visit: OpenVisit): boolean
  /** Keeps copies in memory for as long as the visit lasts. */
  adopt(visitId: VisitId, configurations: readonly ShopConfiguration[]): void
  forget(visitId: VisitId): void
}

/** A member's own or the visit's own; everything else it may see belongs to somebody else. */
export const isOwn = (stored: StoredConfiguration, visit: OpenVisit): boolean =>
  stored.customerId === null ? stored.visitId === visit.id : stored.customerId === visit.customerId

/** As the visit may read it: whoever holds somebody's code learns no person, no persona, and no name that gives a secret away. */
export const asSeenBy = (stored: StoredConfiguration, visit: OpenVisit): StoredConfiguration =>
  isOwn(stored, visit)
    ? stored
    : {
        ...stored,
        name: stored.secret ? '' : stored.name,
        personaId: null,
        secret: false,
        code: null,
        codeExpiresAt: null,
      }

/** More than a member can have; a shop that sends more is not believed. */
const COPIES_MAX = 200

/**
 * `alsoOf`: profiles that are one person with the visit's. Their things are seen, and stay theirs: an edit becomes the visit's own
 * copy, as with a code.
 */
export function createShelf(
  sql: ConfigurationsSql,
  touches: Touches,
  alsoOf: (customerId: CustomerId) => readonly CustomerId[],
): Shelf {
  // Of members who do not let the store keep copies. A restart forgets them, and the visit asks the shop again.
  const copies = new Map<VisitId, Map<ConfigurationId, StoredConfiguration>>()
  const othersOf = ({ customerId }: OpenVisit) => (customerId === null ? [] : alsoOf(customerId))
  const isOfSamePerson = ({ customerId, visitId }: StoredConfiguration, visit: OpenVisit): boolean =>
    customerId !== null && visitId === null && othersOf(visit).includes(customerId)
  const maySee = (stored: StoredConfiguration, visit: OpenVisit): boolean =>
    ((isOwn(stored, visit) || isOfSamePerson(stored, visit)) && !stored.secret) ||
    touches.of(visit.id, 'admitted', 'edited').has(stored.id)

  const seenBy = (visit: OpenVisit): StoredConfiguration[] => {
    const mine = sql.seenBy(visit.customerId, visit.id)
    const theirs = othersOf(visit).flatMap((profile) => sql.openOf(profile))
    const kept = theirs.length === 0 ? mine : [...mine, ...theirs].toSorted((a, b) => b.savedAt - a.savedAt)
    const own = copies.get(visit.id)
    if (own === undefined) return kept
    // What was saved in the visit lies in the database and is newer than the copy.
    const visible = [...own.values()].filter(
      (copy) => !copy.discarded && maySee(copy, visit) && isNewer(copy, sql.find(copy.id), visit),
    )
    const shadowed = new Set(visible.map(({ id }) => id))
    return [...kept.filter(({ id }) => !shadowed.has(id)), ...visible].toSorted((a, b) => b.savedAt - a.savedAt)
  }
  return {
    seenBy,
    sketchesSeenBy: (visit) =>
      copies.has(visit.id) || othersOf(visit).length > 0
        ? seenBy(visit).map(sketchOf)
        : sql.sketchesSeenBy(visit.customerId, visit.id),
    find(id, visit) {
      const kept = sql.find(id)
      const copy = copies.get(visit.id)?.get(id)
      const stored = copy !== undefined && isNewer(copy, kept, visit) ? copy : kept
      return stored !== null && maySee(stored, visit) ? stored : null
    },
    isFree: (id, visit) => sql.find(id) === null && copies.get(visit.id)?.has(id) !== true,
    adopt(visitId, configurations) {
      const own = configurations.slice(0, COPIES_MAX).map((each) => [each.id, { ...each, visitId: null }] as const)
      copies.set(visitId, new Map(own))
    },
    forget: (visitId) => void copies.delete(visitId),
  }
}

/** Beside a member's copy the database may hold the visit's newer edit, or the nameless document behind its code. */
const isNewer = (copy: StoredConfiguration, kept: StoredConfiguration | null, visit: OpenVisit): boolean =>
  kept === null || !isOwn(kept, visit) || kept.revision < copy.revision

const sketchOf = ({ id, familyId, modelVersion, words }: StoredConfiguration): Sketch => ({
  ...{ id, familyId, modelVersion },
  hasWords: words === undefined ? 0 : 1,
})
