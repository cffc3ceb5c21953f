import { PURPOSES } from '@dangol/domain/customers/consent.ts'
import type { Consents, ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'
import { stricterOf } from '@dangol/domain/customers/stricter.ts'
import type { CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ConsentReceipt } from '@dangol/protocol/privacy.ts'
import type { Db } from '../../db/open.ts'
import type { Identities } from '../../ports/people.ts'
import { hashOf, isWhole } from './consent-chain.ts'
import { receiptOf, termsOf } from './consent-terms.ts'
import { prepareConsents } from './consents.sql.ts'
import type { ConsentEvent, ConsentSource } from './consents.sql.ts'

/** A consent as it is given; `lang` is that of the notice that was read. */
type GivenConsent = Omit<ConsentEvent, 'at'> & { readonly lang: Lang }

/** What members allow: an append-only ledger, chained by hash per subject, and the state derived from it. */
export interface ConsentLedger {
  record(given: GivenConsent): void
  /** The state in force: of profiles that are one person the stricter; an answer given for this visit goes before the account's. */
  readonly inForce: (subject: CustomerId, visitId: VisitId | null, atMs?: number) => Consents
  /** The one question on every read of personal data. */
  readonly mayUse: (subject: CustomerId, purpose: Purpose, atMs: number, visitId?: VisitId | null) => boolean
  /** The account's state of this profile alone, for what is written of it. */
  readonly ofProfile: (subject: CustomerId) => Consents
  /** Whether the profile itself, alone, allows a purpose. */
  readonly profileAllows: (subject: CustomerId, purpose: Purpose) => boolean
  /** What was granted for one visit. */
  readonly grantedFor: (subject: CustomerId, visitId: VisitId) => Purpose[]
  /**
   * Takes over the account's state as one side knows it, which is the member service where nothing is said. A side tells all it knows
   * whenever anything changes: only what differs from its own last word is a word, and of several sides the newest word counts. Its very
   * first grant may be older than what is known, so it undoes no withdrawal.
   */
  adopt(subject: CustomerId, consents: Consents, lang: Lang, by?: ConsentSource): void
  readonly endVisit: (subject: CustomerId, visitId: VisitId) => void
  erase(subject: CustomerId): void
  /** True while no entry of the subject was altered or taken out. */
  isIntact(subject: CustomerId): boolean
  /** Newest first. */
  receipts(subject: CustomerId, max: number): ConsentReceipt[]
}

export interface LedgerDeps {
  readonly db: Db
  readonly clock: Clock
  /** Country whose law the store is under. */
  readonly jurisdiction: string
  readonly identities: Identities
  /** The account's word about a purpose is another one now. */
  readonly onAccountChanged?: (subject: CustomerId, purpose: Purpose, isGranted: boolean) => void
}

export function createConsentLedger(deps: LedgerDeps): ConsentLedger {
  const { clock, jurisdiction, identities } = deps
  const sql = prepareConsents(deps.db)
  const ofProfile = (subject: CustomerId, atMs = clock.nowMs()) => consentsOf(sql.now.all(subject, ''), atMs)
  const inForce: ConsentLedger['inForce'] = (subject, visitId, atMs = clock.nowMs()) => {
    const account = identities
      .profilesOf(subject)
      .map((profile) => ofProfile(profile, atMs))
      .reduce(stricterOf)
    return visitId === null ? account : { ...account, ...consentsOf(sql.now.all(subject, visitId), atMs) }
  }

  const record: ConsentLedger['record'] = ({ lang, ...given }) => {
    const event = { ...given, at: clock.nowMs() }
    const last = sql.last.get(event.subject) ?? { position: 0, hash: '' }
    const terms = termsOf({ ...event, lang, jurisdiction })
    const entry = {
      ...event,
      position: last.position + 1,
      form: 2,
      terms: JSON.stringify(terms),
      prev: last.hash,
    } as const
    sql.insert({ ...entry, hash: hashOf(entry) })
    sql.setNow.run(event.subject, event.visitId ?? '', event.purpose, event.state, terms.expiresAt)
    if (event.visitId === null) deps.onAccountChanged?.(event.subject, event.purpose, event.state === 'granted')
  }

  return {
    record,
    ofProfile: (subject) => ofProfile(subject),
    inForce,
    // The same as by `inForce`, by one look for each profile: it is asked on every read.
    mayUse(subject, purpose, atMs, visitId = null) {
      const ofVisit = visitId === null ? undefined : sql.one.get(subject, visitId, purpose)
      if (ofVisit !== undefined) return isInForce(ofVisit, atMs)
      return identities.profilesOf(subject).every((profile) => isInForce(sql.one.get(profile, '', purpose), atMs))
    },
    profileAllows: (subject, purpose) => isInForce(sql.one.get(subject, '', purpose), clock.nowMs()),
    grantedFor: (subject, visitId) =>
      sql.now.all(subject, visitId).flatMap(({ purpose, state }) => (state === 'granted' ? [purpose] : [])),
    adopt: createAdopt(sql, record),
    endVisit: (subject, visitId) => void sql.dropVisit.run(subject, visitId),
    erase(subject) {
      sql.eraseNow.run(subject)
      sql.eraseSaid.run(subject)
      sql.eraseEvents.run(subject)
    },
    isIntact: (subject) => isWhole(sql.ledger.all(subject)),
    receipts: (subject, max) =>
      sql.ledger
        .all(subject)
        .slice(-max)
        .reverse()
        .map((entry) => receiptOf(entry, jurisdiction)),
  }
}

const createAdopt =
  (sql: ReturnType<typeof prepareConsents>, record: ConsentLedger['record']): ConsentLedger['adopt'] =>
  (subject, consents, lang, by = 'members') => {
    const before = new Map(sql.now.all(subject, '').map(({ purpose, state }) => [purpose, state]))
    const said = new Map(sql.said.all(subject, by).map(({ purpose, state }) => [purpose, state]))
    for (const purpose of PURPOSES) {
      // A purpose that a side no longer lists is no longer allowed.
      const state = consents[purpose] ?? (said.has(purpose) ? 'withdrawn' : undefined)
      if (state === undefined || state === said.get(purpose)) continue
      sql.setSaid.run(subject, by, purpose, state)
      const stands = before.get(purpose)
      if (state === stands || (state === 'granted' && stands === 'withdrawn' && !said.has(purpose))) continue
      record({ subject, purpose, state, visitId: null, channel: 'web', deviceId: null, lang })
      // The later word counts: what was said for a visit before is overtaken.
      sql.dropVisitAnswers.run(subject, purpose)
    }
  }

interface Given {
  readonly state: ConsentState
  readonly expiresAt: number | null
}

/** What ran out is no longer granted; nobody has to write that down. */
const stateOf = ({ state, expiresAt }: Given, nowMs: number): ConsentState =>
  state === 'granted' && expiresAt !== null && expiresAt <= nowMs ? 'expired' : state

const isInForce = (given: Given | undefined, nowMs: number): boolean =>
  given !== undefined && stateOf(given, nowMs) === 'granted'

const consentsOf = (rows: readonly (Given & { purpose: string })[], nowMs: number): Consents =>
  Object.fromEntries(rows.map((row) => [row.purpose, stateOf(row, nowMs)]))
