import type { CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { FIELDS } from '@dangol/domain/trust/fields.ts'
import type { Field } from '@dangol/domain/trust/fields.ts'
import type { ShopVisit } from '@dangol/protocol/shop-privacy.ts'
import type { Db } from '../../db/open.ts'
import type { CustomerMemory } from '../../ports/people.ts'
import type { ChangeLog } from '../../ports/sync.ts'
import type { VisitErasure, VisitReceipts } from '../../ports/visits.ts'
import type { Outbox } from '../../shop-port.ts'
import { prepareVisitReceipts } from './visit-receipts.sql.ts'
import type { MemberVisit } from './visit-receipts.sql.ts'

export interface ReceiptDeps {
  readonly db: Db
  readonly clock: Clock
  readonly store: Store
  readonly log: Pick<ChangeLog, 'onUndone'>
  readonly outbox: Outbox
  readonly grantedFor: (customerId: CustomerId, visitId: VisitId) => Purpose[]
}

export interface VisitReceiptBook extends VisitReceipts, VisitErasure, CustomerMemory {
  find(visitId: VisitId): MemberVisit | null
}

/** Tells the shopper's phone, through the shop, that they were recognised, and afterwards what the store used in the visit. */
export function createVisitReceipts(deps: ReceiptDeps): VisitReceiptBook {
  const { clock } = deps
  const sql = prepareVisitReceipts(deps.db)
  // Of open visits; the same fields go out with every change of a visit.
  const noted = new Map<VisitId, Set<Field>>()
  deps.log.onUndone(() => noted.clear())

  const tell = (visit: MemberVisit, now: HowItStands): void => {
    const body = receiptOf(deps, visit, sql.uses.all(visit.visitId), now)
    deps.outbox.enqueue({ kind: 'visit', key: visit.visitId, body })
  }
  const noteOf = (visitId: VisitId): Set<Field> => {
    const fields = noted.get(visitId) ?? new Set<Field>()
    noted.set(visitId, fields)
    return fields
  }

  return {
    find: (visitId) => sql.find.get(visitId) ?? null,
    recognised({ id, customerId, deviceId, level, startedAt }, credId) {
      if (customerId === null) return
      const visit = { visitId: id, customerId, deviceId, credId, startedAt }
      sql.put.run(visit)
      tell(visit, { level, endedAt: null, forgotten: false })
    },
    used({ id, customerId }, fields) {
      if (customerId === null) return
      const known = noteOf(id)
      for (const field of fields) {
        if (known.has(field)) continue
        sql.use.run(id, field, clock.nowMs())
        known.add(field)
      }
    },
    ended({ id, level }, { forgotten }) {
      noted.delete(id)
      const visit = sql.find.get(id)
      if (visit === undefined) return
      const endedAt = clock.nowMs()
      tell(visit, { level, endedAt, forgotten })
      sql.end.run(endedAt, id)
      sql.dropUses.run(id)
    },
    eraseVisit(visitId) {
      noted.delete(visitId)
      sql.dropUses.run(visitId)
      sql.drop.run(visitId)
    },
    forgetCustomer(customerId) {
      noted.clear()
      sql.usesOf.run(customerId)
      sql.visitsOf.run(customerId)
    },
  }
}

type HowItStands = Pick<ShopVisit, 'level' | 'endedAt'> & { readonly forgotten: boolean }

/** What the phone is told of a visit. */
const receiptOf = (
  { store, grantedFor }: ReceiptDeps,
  visit: MemberVisit,
  used: readonly { readonly field: Field }[],
  { level, endedAt, forgotten }: HowItStands,
): ShopVisit => ({
  ...{ visitId: visit.visitId, customerId: visit.customerId, storeName: { ...store.title } },
  ...{ kioskId: visit.deviceId, credId: visit.credId, startedAt: visit.startedAt, level, endedAt },
  used: used.map(({ field }) => ({ field, purpose: FIELDS[field].purpose })),
  granted: grantedFor(visit.customerId, visit.visitId),
  ...(forgotten && { forgotten: true as const }),
})
