import { ok, refuse } from '@dangol/domain/result/result.ts'
import { readCode } from '@dangol/domain/trust/device-proof.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { PhoneApproval } from '@dangol/protocol/shop-approvals.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import type { ApprovalRow, ApprovalsSql } from './approvals.sql.ts'
import { approvalSecrets } from './grants.ts'
import { APPROVED_LASTS_MS, countsUntil, isAsking } from './rules.ts'

interface PhoneAnswerDeps {
  readonly sql: ApprovalsSql
  readonly clock: Clock
  readonly tenantKey: string
  /** What of a member would appear on an approved kiosk. */
  readonly showsOf: (memberId: MemberId) => PhoneApproval['shows']
}

/**
 * RD1 on the shopper's phone: which kiosk asks, yes and no. Whatever is wrong with a code (unknown, used, denied, expired, out of
 * tries), the answer is one: 'no-such-code'. Every write belongs into a transaction of the caller.
 */
export function createPhoneAnswers({ sql, clock, tenantKey, showsOf }: PhoneAnswerDeps) {
  const { asking, openOf } = findersOf(sql, clock, tenantKey)
  const openElsewhere = (memberId: MemberId, row: ApprovalRow) =>
    openOf(memberId).some((one) => one.kioskThumbprint !== row.kioskThumbprint)
  const end = ({ codeHash }: ApprovalRow) => void sql.settle.run('ended', codeHash)

  /** What the phone shows before it asks. Refuses: 'no-such-code'. */
  function look(memberId: MemberId, typed: string) {
    const row = asking(typed)
    if (row === null) return refuse('no-such-code')
    return ok<PhoneApproval>({ ...askedBy(row), shows: showsOf(memberId), elsewhere: openElsewhere(memberId, row) })
  }

  /**
   * Yes, after a passkey was used for this very code. A wrong number closes the code: with a second guess two of three people who
   * were sent somebody else's code would hit it (BCP 247). Refuses: 'no-such-code', 'open-elsewhere', 'wrong-number'.
   */
  function approve(memberId: MemberId, typed: string, number: string) {
    const row = asking(typed)
    if (row === null) return refuse('no-such-code')
    if (openElsewhere(memberId, row)) return refuse('open-elsewhere')
    if (row.number !== number) {
      sql.settle.run('denied', row.codeHash)
      return refuse('wrong-number')
    }
    // The same kiosk asks anew, so what it was allowed before is over.
    openOf(memberId).forEach(end)
    const until = clock.nowMs() + APPROVED_LASTS_MS
    sql.approve.run(memberId, clock.nowMs(), until, row.codeHash)
    return ok({ until })
  }

  return {
    look,
    approve,
    /** "Not me": the kiosk hears no. Refuses: 'no-such-code'. */
    deny(typed: string) {
      const row = asking(typed)
      if (row === null) return refuse('no-such-code')
      sql.settle.run('denied', row.codeHash)
      return ok(null)
    },
    /** Names a code in the purpose of a challenge. Refuses: 'no-such-code'. */
    purpose(typed: string) {
      const row = asking(typed)
      return row === null ? refuse('no-such-code') : ok(`approve:${row.codeHash}` as const)
    },
    /** A passkey that did not fit: one try less. */
    missed(typed: string): void {
      const row = asking(typed)
      if (row !== null) sql.takeTry.run(row.codeHash)
    },
    /** The shopper ends, on the phone, whatever is open on any kiosk; the stores learn it when they next ask. */
    endAll: (memberId: MemberId): void => openOf(memberId).forEach(end),
  }
}

/** Which kiosk asks, and how the shopper knows that it is this one. */
const askedBy = (row: ApprovalRow) => ({
  storeName: { ko: row.storeNameKo, en: row.storeNameEn },
  kioskId: row.kioskId,
  numbers: row.numbers.split(' '),
  expiresAt: row.expiresAt,
})

function findersOf(sql: ApprovalsSql, clock: Clock, tenantKey: string) {
  const { codeHash } = approvalSecrets(tenantKey)
  return {
    /** The approval that a code is for, while it may be answered. */
    asking: (typed: string): ApprovalRow | null => {
      const row = sql.byCode(codeHash(readCode(typed) ?? ''))
      return row !== null && isAsking(row, clock.nowMs()) ? row : null
    },
    /** Approvals of a member that count now. */
    openOf: (memberId: MemberId): ApprovalRow[] =>
      sql.approvedOf(memberId).filter((row) => countsUntil(row) > clock.nowMs()),
  }
}
