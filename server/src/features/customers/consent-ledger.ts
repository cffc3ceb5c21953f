import { createHash } from 'node:crypto'
import { PURPOSES } from '@dangol/domain/customers/consent.ts'
import type { Consents } from '@dangol/domain/customers/consent.ts'
import type { CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Db } from '../../db/open.ts'
import { prepareConsents } from './consents.sql.ts'
import type { ConsentEvent } from './consents.sql.ts'

/** What members allow: an append-only ledger, chained by hash per subject, and the state derived from it. */
export interface ConsentLedger {
  record(event: Omit<ConsentEvent, 'at'>): void
  /** The state in force; an answer given for this visit goes before the account's. */
  readonly inForce: (subject: CustomerId, visitId: VisitId | null) => Consents
  /** Takes over the account's state as the online shop knows it, writing down only what changed. */
  adopt(subject: CustomerId, consents: Consents): void
  readonly endVisit: (subject: CustomerId, visitId: VisitId) => void
  erase(subject: CustomerId): void
  /** True while no entry of the subject was altered or taken out. */
  isIntact(subject: CustomerId): boolean
}

export function createConsentLedger(deps: { db: Db; clock: Clock }): ConsentLedger {
  const sql = prepareConsents(deps.db)
  const ofAccount = (subject: CustomerId) => consentsOf(sql.now.all(subject, ''))

  const record: ConsentLedger['record'] = (given) => {
    const event = { ...given, at: deps.clock.nowMs() }
    const last = sql.last.get(event.subject) ?? { position: 0, hash: '' }
    const position = last.position + 1
    sql.insert({ ...event, position, prev: last.hash, hash: hashOf(event, position, last.hash) })
    sql.setNow.run(event.subject, event.visitId ?? '', event.purpose, event.state)
  }

  return {
    record,
    inForce: (subject, visitId) =>
      visitId === null ? ofAccount(subject) : { ...ofAccount(subject), ...consentsOf(sql.now.all(subject, visitId)) },
    adopt(subject, consents) {
      const before = ofAccount(subject)
      for (const purpose of PURPOSES) {
        // A purpose the shop no longer lists is no longer allowed.
        const state = consents[purpose] ?? (before[purpose] === undefined ? undefined : 'withdrawn')
        if (state === undefined || state === before[purpose]) continue
        record({ subject, purpose, state, visitId: null, channel: 'web', deviceId: null })
        // The later word counts: what was said for a visit before is overtaken.
        sql.dropVisitAnswers.run(subject, purpose)
      }
    },
    endVisit: (subject, visitId) => void sql.dropVisit.run(subject, visitId),
    erase(subject) {
      sql.eraseNow.run(subject)
      sql.eraseEvents.run(subject)
    },
    isIntact(subject) {
      let prev = ''
      return sql.ledger.all(subject).every((event, index) => {
        const fits = event.position === index + 1 && event.prev === prev
        prev = event.hash
        return fits && event.hash === hashOf(event, event.position, event.prev)
      })
    },
  }
}

const consentsOf = (rows: readonly { purpose: string; state: string }[]): Consents =>
  Object.fromEntries(rows.map((row) => [row.purpose, row.state]))

function hashOf(event: ConsentEvent, position: number, prev: string): string {
  const { subject, purpose, state, visitId, channel, deviceId, at } = event
  const content = JSON.stringify([prev, subject, position, purpose, state, visitId, channel, deviceId, at])
  return createHash('sha256').update(content).digest('hex')
}
