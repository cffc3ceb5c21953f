import type { CustomerId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Field } from '@dangol/domain/trust/fields.ts'
import type { Db } from '../../db/open.ts'

/** A member's visit, as the shop is told of it. */
export interface MemberVisit {
  readonly visitId: VisitId
  readonly customerId: CustomerId
  readonly deviceId: DeviceId
  readonly credId: string | null
  readonly startedAt: number
}

/** Visits of members, and which of their fields each showed. */
export function prepareVisitReceipts(db: Db) {
  const put = db.prepare<[MemberVisit]>(
    `insert into member_visits (visit_id, customer_id, device_id, cred_id, started_at)
     values (@visitId, @customerId, @deviceId, @credId, @startedAt)
     on conflict (visit_id) do update set customer_id = excluded.customer_id,
       cred_id = coalesce(excluded.cred_id, member_visits.cred_id)`,
  )
  const find = db.prepare<[VisitId], MemberVisit>(
    `select visit_id as visitId, customer_id as customerId, device_id as deviceId, cred_id as credId,
       started_at as startedAt
     from member_visits where visit_id = ?`,
  )
  const end = db.prepare<[number, VisitId]>('update member_visits set ended_at = ? where visit_id = ?')
  const use = db.prepare<[VisitId, Field, number]>(
    'insert or ignore into visit_uses (visit_id, field, at) values (?, ?, ?)',
  )
  const uses = db.prepare<[VisitId], { field: Field }>('select field from visit_uses where visit_id = ? order by field')
  const dropUses = db.prepare<[VisitId]>('delete from visit_uses where visit_id = ?')
  const drop = db.prepare<[VisitId]>('delete from member_visits where visit_id = ?')
  const usesOf = db.prepare<[CustomerId]>(
    'delete from visit_uses where visit_id in (select v.visit_id from member_visits v where v.customer_id = ?)',
  )
  const visitsOf = db.prepare<[CustomerId]>('delete from member_visits where customer_id = ?')
  return { put, find, end, use, uses, dropUses, drop, usesOf, visitsOf }
}
