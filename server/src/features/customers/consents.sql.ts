import type { ConsentState, Purpose } from '@dangol/domain/customers/consent.ts'
import type { CustomerId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** One entry of the ledger, without its place in the chain. */
export interface ConsentEvent {
  readonly subject: CustomerId
  readonly purpose: Purpose
  readonly state: ConsentState
  /** Null for the account, else the one visit it is for. */
  readonly visitId: VisitId | null
  readonly channel: 'web' | 'kiosk'
  readonly deviceId: DeviceId | null
  readonly at: number
}
export interface ChainedConsent extends ConsentEvent {
  readonly position: number
  readonly prev: string
  readonly hash: string
}

/** The consent ledger and the state in force. */
export function prepareConsents(db: Db) {
  const last = db.prepare<[CustomerId], { position: number; hash: string }>(
    'select position, hash from consent_events where subject = ? order by position desc limit 1',
  )
  const ledger = db.prepare<[CustomerId], ChainedConsent>(
    `select subject, position, purpose, state, visit_id as visitId, channel, device_id as deviceId, at, prev, hash
     from consent_events where subject = ? order by position`,
  )
  const insert = db.prepare(
    `insert into consent_events
       (subject, position, purpose, state, scope, visit_id, channel, device_id, at, prev, hash)
     values (@subject, @position, @purpose, @state, @scope, @visitId, @channel, @deviceId, @at, @prev, @hash)`,
  )
  const setNow = db.prepare<[CustomerId, string, Purpose, ConsentState]>(
    `insert into consents_now (subject, visit_id, purpose, state) values (?, ?, ?, ?)
     on conflict (subject, visit_id, purpose) do update set state = excluded.state`,
  )
  const now = db.prepare<[CustomerId, string], { purpose: Purpose; state: ConsentState }>(
    'select purpose, state from consents_now where subject = ? and visit_id = ?',
  )
  const dropVisitAnswers = db.prepare<[CustomerId, Purpose]>(
    "delete from consents_now where subject = ? and visit_id <> '' and purpose = ?",
  )
  const dropVisit = db.prepare<[CustomerId, VisitId]>('delete from consents_now where subject = ? and visit_id = ?')
  const eraseNow = db.prepare<[CustomerId]>('delete from consents_now where subject = ?')
  const eraseEvents = db.prepare<[CustomerId]>('delete from consent_events where subject = ?')
  return {
    last,
    ledger,
    now,
    setNow,
    dropVisitAnswers,
    dropVisit,
    eraseNow,
    eraseEvents,
    insert: (event: ChainedConsent) => insert.run({ ...event, scope: event.visitId === null ? 'account' : 'visit' }),
  }
}
