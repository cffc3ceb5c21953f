import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { PhoneConfiguration } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopCatalogue } from '../catalogue/catalogue.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { prepareConfigurations } from './configurations.sql.ts'
import type { SavedConfiguration } from './configurations.sql.ts'

/** Enough for a collector, few enough to send a kiosk at once. */
export const CONFIGURATIONS_MAX = 200
/** A jersey with a long name takes 1 KB; more than this is not a configuration. */
const CHOICES_CHARACTERS_MAX = 16_000
export interface ConfigurationDeps {
  readonly db: Db
  readonly clock: Clock
  readonly changes: ShopChanges
  readonly catalogue: ShopCatalogue
  readonly customers: Customers
}

export type Configurations = ReturnType<typeof createConfigurations>
/** Why a draft cannot be saved by this member, whatever was saved before; null when it can. */
export type Unsavable = ReturnType<typeof createConfigurations>['unsavable']

/** Configurations as their owners keep them on the phone. Every write belongs into a transaction of the caller. */
export function createConfigurations(deps: ConfigurationDeps) {
  const { clock, changes } = deps
  const sql = prepareConfigurations(deps.db)

  function store(value: SavedConfiguration): SavedConfiguration {
    sql.put(value)
    changes.append('configuration', value.id)
    return value
  }

  /** Saves an edit. Refuses: 'stale-revision', 'not-found' (somebody else's), 'unknown-model', 'unknown-persona', 'too-many', 'too-large'. */
  function save(memberId: MemberId, draft: ConfigurationDraft) {
    const refusal = unsavable(deps, memberId, draft)
    if (refusal !== null) return refusal
    const before = sql.byId(draft.id)
    if (before !== null && before.memberId !== memberId) return refuse('not-found')
    if (draft.revision !== (before?.revision ?? 0)) return refuse('stale-revision')
    if (before === null && sql.countOf(memberId) >= CONFIGURATIONS_MAX) return refuse('too-many')
    const revision = draft.revision + 1
    const saved = { ...draft, revision, origin: before?.origin ?? ('online' as const), savedAt: clock.nowMs() }
    return ok(toPhone(store({ ...saved, memberId, discarded: false })))
  }

  /** Refuses: 'not-found'. */
  function discard(memberId: MemberId, id: ConfigurationId) {
    const before = ownedBy(sql.byId(id), memberId)
    if (before === null) return refuse('not-found')
    store({ ...before, revision: before.revision + 1, savedAt: clock.nowMs(), discarded: true })
    return ok(null)
  }

  return {
    save,
    discard,
    unsavable: (memberId: MemberId, draft: ConfigurationDraft) => unsavable(deps, memberId, draft),
    /** What is chosen in one of the member's own; nothing in any other. */
    choicesOf: (memberId: MemberId, id: ConfigurationId): Choices => ownedBy(sql.byId(id), memberId)?.choices ?? {},
    ofMember: (memberId: MemberId): PhoneConfiguration[] => sql.ofMember(memberId).map(toPhone),
    /** For the demonstration's seed. */
    seed: (value: SavedConfiguration): void => void store(value),
  }
}

/** The document without owner and state. */
export function toPhone(saved: SavedConfiguration): PhoneConfiguration {
  const { id, familyId, modelVersion, revision, name, personaId, secret, choices, origin, savedAt } = saved
  return { id, familyId, modelVersion, revision, name, personaId, secret, choices, origin, savedAt }
}

/** The document as whoever holds its code may see it: no person, no persona, and no name that may give a secret away. */
export function withoutPerson(saved: SavedConfiguration): PhoneConfiguration {
  return { ...toPhone(saved), name: saved.secret ? '' : saved.name, personaId: null, secret: false }
}

/** A configuration, if it is this member's and still kept. */
export function ownedBy(saved: SavedConfiguration | null, memberId: MemberId): SavedConfiguration | null {
  return saved !== null && saved.memberId === memberId && !saved.discarded ? saved : null
}

function unsavable({ catalogue, customers }: ConfigurationDeps, memberId: MemberId, draft: ConfigurationDraft) {
  if (catalogue.model(draft.familyId, draft.modelVersion) === null) return refuse('unknown-model')
  if (draft.personaId !== null && !customers.personas(memberId).some(({ id }) => id === draft.personaId)) {
    return refuse('unknown-persona')
  }
  return JSON.stringify(draft.choices).length > CHOICES_CHARACTERS_MAX ? refuse('too-large') : null
}
