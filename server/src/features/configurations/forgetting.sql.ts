import type { CustomerId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** What goes with a visit, with a person, or with its time. */
export function prepareForgetting(db: Db) {
  const removeOf = db.prepare<[CustomerId]>('delete from configurations where customer_id = ?')
  const dropUncoded = db.prepare<[{ visitId: VisitId; nowMs: number }]>(
    `delete from configurations
     where visit_id = :visitId and (code is null or coalesce(code_expires_at, :nowMs) <= :nowMs)`,
  )
  // What only its code opens from now on is nobody's: no person, no persona, no name that gives a secret away.
  const orphan = db.prepare<[VisitId]>(
    `update configurations set visit_id = null, customer_id = null, persona_id = null,
       name = case secret when 1 then '' else name end, secret = 0
     where visit_id = ?`,
  )
  const dropExpired = db.prepare<[number]>(
    'delete from configurations where customer_id is null and visit_id is null and code_expires_at <= ?',
  )
  const dropOfVisit = db.prepare<[VisitId]>('delete from configurations where visit_id = ?')
  const dropParked = db.prepare<[string]>(
    'delete from configurations where code = ? and customer_id is null and visit_id is null',
  )
  return { removeOf, dropUncoded, orphan, dropExpired, dropOfVisit, dropParked }
}

/** Members' configurations that are nobody's visit: copies of what the shop has. */
export function prepareCopies(db: Db) {
  const owners = db.prepare<[number], { customerId: CustomerId }>(
    `select distinct customer_id as customerId from configurations
     where customer_id is not null and visit_id is null and saved_at < ?`,
  )
  const dropOf = db.prepare<[CustomerId, number]>(
    'delete from configurations where customer_id = ? and visit_id is null and saved_at < ?',
  )
  return { owners, dropOf }
}
