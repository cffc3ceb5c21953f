import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { PhoneVisitSchema, VisitDroppedSchema } from '@dangol/protocol/shop-privacy.ts'
import type { PhoneVisit, ShopVisit } from '@dangol/protocol/shop-privacy.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopChanges } from '../changes/changes.ts'
import type { Credentials } from '../customers/credentials.ts'
import type { Customers } from '../customers/customers.ts'
import type { MemberId } from '../customers/customers.sql.ts'
import { prepareVisits } from './visits.sql.ts'
import type { VisitRow } from './visits.sql.ts'

/** recognition-ux 5.4: as long as a store keeps its own record of having recognised somebody. */
export const VISIT_KEPT_MS = 30 * 24 * 60 * 60_000
/** A page of them; who comes more often than three times a day for a month sees the newest. */
const SHOWN_MAX = 100

export interface VisitDeps {
  readonly db: Db
  readonly clock: Clock
  readonly changes: ShopChanges
  readonly customers: Customers
  readonly credentials: Pick<Credentials, 'used' | 'revoke'>
}

/** A member's visits to the stores, for the member's own eyes. Every write belongs into a transaction of the caller. */
export function createVisits({ db, clock, changes, customers, credentials }: VisitDeps) {
  const sql = prepareVisits(db)

  /**
   * Takes what a store tells of a visit; the newest state counts, and one that is over stays over. Answers whose it is, or null when
   * there is nothing to keep: the visit was dropped, or is past its time. Refuses: 'unknown-customer'.
   */
  function take({ customerId, forgotten, ...visit }: ShopVisit) {
    const member = customers.byAlias(customerId)
    if (member === null) return refuse('unknown-customer')
    const before = sql.byId(visit.visitId)
    if (before !== null && before.memberId !== member.id) return refuse('unknown-customer')
    // The shopper who wants to be forgotten by the stores is not written about either.
    if (!customers.isTold(member.id) || visit.startedAt <= clock.nowMs() - VISIT_KEPT_MS) return ok(null)
    if (visit.credId !== null) credentials.used(member.id, visit.credId, visit.startedAt)
    if (before !== null && (before.state !== 'kept' || (before.endedAt !== null && visit.endedAt === null))) {
      return ok(null)
    }
    const { visitId, startedAt, endedAt } = visit
    // Dropped at the kiosk: that it was stays to be seen, what was used does not.
    const document = JSON.stringify(forgotten === true ? { ...visit, used: [], granted: [] } : visit)
    sql.put.run({ id: visitId, memberId: member.id, startedAt, endedAt, document })
    if (forgotten === true) sql.setState.run('dropped', visitId, member.id)
    return ok(member.id)
  }

  /** The member wants a visit dropped, or was not there: then the key that was shown is revoked. Refuses: 'not-found'. */
  function answer(memberId: MemberId, visitId: string, said: 'drop' | 'not-me') {
    const row = sql.byId(visitId)
    if (row?.memberId !== memberId) return refuse('not-found')
    const state = said === 'drop' ? 'dropped' : 'disowned'
    // Said again, or dropped after it was disowned: told already.
    if (row.state === state || sql.setState.run(state, visitId, memberId).changes === 0) return ok(null)
    const { credId } = visitOf(row)
    // Revoked before, or gone with an account: then there is nothing left to revoke.
    if (said === 'not-me' && credId !== null) credentials.revoke(memberId, credId)
    changes.append('visit-dropped', visitId)
    return ok(null)
  }

  return {
    take,
    answer,
    /** Newest first, of the last 30 days. */
    ofMember: (memberId: MemberId): PhoneVisit[] =>
      sql.ofMember(memberId, clock.nowMs() - VISIT_KEPT_MS, SHOWN_MAX).map(visitOf),
    sweep: (): void => void sql.dropBefore.run(clock.nowMs() - VISIT_KEPT_MS),
    render: {
      'visit-dropped'(visitId: string): ShopChange | null {
        const row = sql.byId(visitId)
        if (row === null || row.state === 'kept') return null
        return { feed: 'visit-dropped', value: VisitDroppedSchema.parse({ visitId, why: row.state }) }
      },
    },
  }
}

const visitOf = (row: VisitRow): PhoneVisit =>
  PhoneVisitSchema.parse({ ...(JSON.parse(row.document) as object), state: row.state })
