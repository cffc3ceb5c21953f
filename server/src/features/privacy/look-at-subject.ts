import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { AttemptLimit } from '../../commands/attempt-limit.ts'
import type { Transact } from '../../db/transact.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { Handler } from '../../transport/handler.ts'
import { subjectOf } from './subjects.ts'
import type { SubjectDeps } from './subjects.ts'

/** As many receipts as an answer carries; a person answers a handful of questions a year. */
const RECEIPTS_MAX = 500

export interface LookDeps extends SubjectDeps {
  readonly transact: Transact
  readonly access: AccessLog
  readonly maySearch: AttemptLimit
}

/** Finds a person by the whole customer number; each look is written down with its reason. Refuses: 'unknown-customer', 'too-many-searches'. */
export function createShowSubject(deps: LookDeps): Handler<'privacy:subject'> {
  const { transact, access, maySearch, subjects } = deps
  return (caller, { number, reason }) =>
    transact(() => {
      const record = (subject: string | null, result: string) =>
        access.record({ caller, what: 'privacy.subject', subject, result, purpose: reason })
      if (!maySearch(caller.associate ?? caller.deviceId)) {
        record(null, 'too-many-searches')
        return refuse('too-many-searches')
      }
      const found = subjects.byNumber(number)
      const subject = found === null ? null : subjectOf(deps, found.id)
      record(subject?.customerId ?? null, subject === null ? 'unknown' : 'shown')
      return subject === null ? refuse('unknown-customer') : ok(subject)
    })
}

/** The subject's consents as receipts, newest first. Refuses: 'unknown-customer'. */
export function createShowLedger({ transact, access, subjects }: LookDeps): Handler<'privacy:ledger'> {
  return (caller, { customerId }) =>
    transact(() => {
      const isKnown = subjects.member(customerId) !== null
      const result = isKnown ? 'shown' : 'unknown'
      access.record({ caller, what: 'privacy.ledger', subject: customerId, result, purpose: 'ledger' })
      return isKnown ? ok(subjects.receipts(customerId, RECEIPTS_MAX)) : refuse('unknown-customer')
    })
}
