import type { ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'
import type { CustomerId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { ConsentReceipt } from '@dangol/protocol/privacy.ts'
import type { Db } from '../../db/open.ts'

/** Who tells of the account's consents: the member service, and the retailer's shop where it asks for some. */
export type ConsentSource = 'members' | 'shop'

/** One entry of the ledger, without its place in the chain. */
export interface ConsentEvent {
  readonly subject: CustomerId
  readonly purpose: Purpose
  readonly state: ConsentState
  /** Null for the account, else the one visit it is for. */
  readonly visitId: VisitId | null
  readonly channel: ConsentReceipt['channel']
  readonly deviceId: DeviceId | null
  readonly at: number
}
export interface ChainedConsent extends ConsentEvent {
  readonly position: number
  /** 1 for an entry made before receipts: it has no terms. */
  readonly form: 1 | 2
  /** JSON of the terms, as they were hashed. */
  readonly terms: string | null
  readonly prev: string
  readonly hash: string
}
interface InForce {
  readonly purpose: Purpose
  readonly state: ConsentState
  readonly expiresAt: number | null
}

/** The consent ledger and the state in force. */
export function prepareConsents(db: Db) {
  const last = db.prepare<[CustomerId], { position: number; hash: string }>(
    'select position, hash from consent_events where subject = ? order by position desc limit 1',
  )
  const insert = db.prepare(
    `insert into consent_events
       (subject, position, form, purpose, state, scope, visit_id, channel, device_id, at, terms, prev, hash)
     values (@subject, @position, @form, @purpose, @state, @scope, @visitId, @channel, @deviceId, @at, @terms, @prev, @hash)`,
  )
  const setNow = db.prepare<[CustomerId, string, Purpose, ConsentState, number | null]>(
    `insert into consents_now (subject, visit_id, purpose, state, expires_at) values (?, ?, ?, ?, ?)
     on conflict (subject, visit_id, purpose) do update set state = excluded.state, expires_at = excluded.expires_at`,
  )
  const now = db.prepare<[CustomerId, string], InForce>(
    'select purpose, state, expires_at as expiresAt from consents_now where subject = ? and visit_id = ?',
  )
  const one = db.prepare<[CustomerId, string, Purpose], Omit<InForce, 'purpose'>>(
    'select state, expires_at as expiresAt from consents_now where subject = ? and visit_id = ? and purpose = ?',
  )
  const dropVisitAnswers = db.prepare<[CustomerId, Purpose]>(
    "delete from consents_now where subject = ? and visit_id <> '' and purpose = ?",
  )
  const dropVisit = db.prepare<[CustomerId, VisitId]>('delete from consents_now where subject = ? and visit_id = ?')
  const eraseNow = db.prepare<[CustomerId]>('delete from consents_now where subject = ?')
  const said = db.prepare<[CustomerId, ConsentSource], Pick<InForce, 'purpose' | 'state'>>(
    'select purpose, state from consents_said where subject = ? and source = ?',
  )
  const setSaid = db.prepare<[CustomerId, ConsentSource, Purpose, ConsentState]>(
    `insert into consents_said (subject, source, purpose, state) values (?, ?, ?, ?)
     on conflict (subject, source, purpose) do update set state = excluded.state`,
  )
  const eraseSaid = db.prepare<[CustomerId]>('delete from consents_said where subject = ?')
  const eraseEvents = db.prepare<[CustomerId]>('delete from consent_events where subject = ?')
  return {
    ...{ last, now, one, setNow, dropVisitAnswers, dropVisit, eraseNow, eraseEvents },
    ...{ said, setSaid, eraseSaid, ...prepareConsentChains(db) },
    insert: (event: ChainedConsent) => insert.run({ ...event, scope: event.visitId === null ? 'account' : 'visit' }),
  }
}

/** The chains, as whoever checks them reads them. */
export function prepareConsentChains(db: Db) {
  const ledger = db.prepare<[string], ChainedConsent & { scope: string }>(
    `select subject, position, form, purpose, state, scope, visit_id as visitId, channel, device_id as deviceId, at, terms,
       prev, hash
     from consent_events where subject = ? order by position`,
  )
  const subjects = db.prepare<[], { subject: string }>(
    'select subject from consent_events union select subject from consents_now order by 1',
  )
  const ofAccount = db.prepare<[string], InForce>(
    `select purpose, state, expires_at as expiresAt from consents_now where subject = ? and visit_id = ''`,
  )
  return { ledger, subjects, ofAccount }
}
