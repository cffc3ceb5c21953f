import { isDeepStrictEqual } from 'node:util'
import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ConfigurationDraft } from '@dangol/protocol/configurations.ts'
import type { PhoneConfiguration, ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { Outcome } from '../../src/upstream/connector.ts'
import { CONFIGURATIONS_MAX } from '../configurations/configurations.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import type { Pictures } from '../pictures/pictures.ts'
import type { CodeCopies } from './code-copies.ts'
import type { Platform } from './platform.ts'

export interface ShelfDeps {
  readonly platform: Pick<Platform, 'configurationsOf' | 'save'>
  readonly customers: Pick<Customers, 'byId'>
  readonly copies: Pick<CodeCopies, 'follow'>
  readonly pictures: Pick<Pictures, 'usedIn'>
  readonly clock: Clock
  readonly write: <T>(run: () => T) => T
}
export type ShelfAtShop = ReturnType<typeof createShelfAtShop>

/** Configurations of members as the retailer's shop keeps them. Refuses with 'shop-unreachable' whenever it does not answer in time. */
export function createShelfAtShop(deps: ShelfDeps) {
  const { platform, customers, clock } = deps

  async function all(memberId: MemberId) {
    const member = customers.byId(memberId)
    if (member?.platformId == null) return refuse('signed-out')
    const told = await platform.configurationsOf(member.platformId)
    return told.ok ? ok(told.value.map(toPhone)) : told
  }

  /** Refuses besides: 'not-found'. */
  async function one(memberId: MemberId, id: ConfigurationId) {
    const told = await all(memberId)
    if (!told.ok) return told
    const found = told.value.find((saved) => saved.id === id)
    return found === undefined ? refuse('not-found') : ok(found)
  }

  /** Saves what was made from the revision that the draft names. Refuses besides: 'stale-revision', 'too-many', 'shop-refused'. */
  async function save(memberId: MemberId, draft: ConfigurationDraft) {
    const told = await all(memberId)
    if (!told.ok) return told
    const before = told.value.find(({ id }) => id === draft.id)
    // The answer to the first try was lost on the way, and the phone asks again.
    if (before !== undefined && isSaved(draft, before)) return ok(before)
    if (draft.revision !== (before?.revision ?? 0)) return refuse('stale-revision')
    if (before === undefined && told.value.length >= CONFIGURATIONS_MAX) return refuse('too-many')
    const origin = before?.origin ?? ('online' as const)
    return put(memberId, { ...draft, revision: draft.revision + 1, origin, savedAt: clock.nowMs() }, false)
  }

  /** Refuses besides: 'not-found', 'stale-revision' for one that was saved elsewhere in this moment. */
  async function discard(memberId: MemberId, id: ConfigurationId) {
    const before = await one(memberId, id)
    if (!before.ok) return before
    const gone = { ...before.value, revision: before.value.revision + 1, savedAt: clock.nowMs() }
    const done = await put(memberId, gone, true)
    return done.ok ? ok(null) : done
  }

  async function put(memberId: MemberId, document: PhoneConfiguration, discarded: boolean) {
    const member = customers.byId(memberId)
    if (member?.platformId == null) return refuse('signed-out')
    const sent: ShopConfiguration = {
      ...{ ...document, customerId: member.alias },
      ...{ code: null, codeExpiresAt: null, discarded },
    }
    const refusal = refusalOf(await platform.save(sent, member.platformId))
    if (refusal !== null) return refusal
    deps.write(() => {
      deps.copies.follow(memberId, document, discarded)
      deps.pictures.usedIn(memberId, document.id, discarded ? {} : document.choices)
    })
    return ok(document)
  }

  return { all, one, save, put, discard }
}

/** What the phone is told when the shop has not taken it; null when it has. */
function refusalOf(outcome: Outcome<{ accepted: boolean }>) {
  switch (outcome.kind) {
    case 'done':
      return outcome.value.accepted ? null : refuse('stale-revision')
    case 'retry':
      return refuse('shop-unreachable')
    case 'conflict':
      return outcome.reason === 'other-content' ? refuse('stale-revision') : refuse('shop-refused')
    case 'rejected':
      return refuse('shop-refused')
  }
}

const isSaved = (draft: ConfigurationDraft, { origin: _origin, savedAt: _savedAt, ...saved }: PhoneConfiguration) =>
  isDeepStrictEqual({ ...draft, revision: draft.revision + 1 }, saved)

/** The document as a phone shows it: whose it is goes without saying, and a code is asked for here. */
function toPhone(told: ShopConfiguration): PhoneConfiguration {
  const { id, familyId, modelVersion, revision, name, personaId, secret, choices, origin, savedAt } = told
  return { id, familyId, modelVersion, revision, name, personaId, secret, choices, origin, savedAt }
}
