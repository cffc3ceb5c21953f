import type { ConfigurationId, IdSource } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { NamelessCopies, NamelessThing } from '../../ports/configurations.ts'
import type { ConfigurationsSql, StoredConfiguration } from './configurations.sql.ts'
import type { Shelf } from './shelf.ts'
import type { Touches } from './touches.sql.ts'
import type { VisitCopiesSql } from './visit-copies.sql.ts'

interface CopyDeps {
  readonly sql: Pick<ConfigurationsSql, 'put'>
  readonly made: VisitCopiesSql
  readonly shelf: Shelf
  readonly touches: Touches
  readonly clock: Clock
  readonly ids: IdSource
  /** Some version of its model is known here, so it can be shown. */
  readonly isShowable: (thing: NamelessThing) => boolean
}

/** How things get from one visit, or from a piece of paper, onto another visit's shelf without saying whose they were. */
export function createNamelessCopies(deps: CopyDeps): NamelessCopies {
  const { sql, made, shelf, touches, clock, ids, isShowable } = deps
  const isSeenBy: (...of: Parameters<Shelf['find']>) => boolean = (id, visit) =>
    shelf.find(id, visit)?.discarded === false
  return {
    canShow: isShowable,
    handOn(id, visit) {
      const stored = shelf.find(id, visit)
      // A present is nobody's business but its owner's, and the owner is not who stands at the kiosk.
      if (stored === null || stored.discarded || stored.secret) return null
      const thing = thingOf(stored)
      return isShowable(thing) ? { configurationId: id, revision: stored.revision, thing } : null
    },
    lay(visit, { source, original, thing, goesOn }) {
      if (original !== null && isSeenBy(original, visit)) return original
      const before = made.find(visit.id, source)
      if (before !== null && isSeenBy(before, visit)) return before
      if (!isShowable(thing)) return null
      const id = ids.next<ConfigurationId>()
      sql.put({ ...thing, ...OF_NOBODY, id, visitId: visit.id, savedAt: clock.nowMs() })
      made.put(visit.id, source, id)
      touches.touch(visit.id, id, goesOn ? 'edited' : 'admitted')
      return id
    },
  }
}

const OF_NOBODY = {
  ...{ customerId: null, personaId: null, secret: false, revision: 1 },
  ...{ code: null, codeExpiresAt: null, discarded: false },
}

/** A member's own words may name somebody; what was made without a name says nothing of a person. */
function thingOf({
  familyId,
  modelVersion,
  name,
  choices,
  origin,
  words,
  customerId,
}: StoredConfiguration): NamelessThing {
  const said = customerId === null ? name : ''
  return { ...{ familyId, modelVersion, name: said, choices, origin }, ...(words !== undefined && { words }) }
}
