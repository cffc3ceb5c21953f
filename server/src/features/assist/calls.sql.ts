import type { AssociateId, CallId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { HelpCallSchema } from '@dangol/protocol/visits.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import type { Db } from '../../db/open.ts'

interface CallRow {
  readonly id: string
  readonly deviceId: string
  readonly visitId: string | null
  readonly lang: string
  readonly calledAt: number
  readonly answeredBy: string | null
  readonly answeredName: string | null
}

const columns = `id, device_id as deviceId, visit_id as visitId, lang, called_at as calledAt,
  answered_by as answeredBy, answered_name as answeredName`

/** Calls for a person; only open ones are ever read. */
export function prepareCalls(db: Db) {
  const open = db.prepare<[], CallRow>(
    `select ${columns} from help_calls where closed_at is null order by called_at, id`,
  )
  const openOf = db.prepare<[DeviceId], CallRow>(
    `select ${columns} from help_calls where device_id = ? and closed_at is null`,
  )
  const find = db.prepare<[CallId], CallRow>(`select ${columns} from help_calls where id = ? and closed_at is null`)
  const everMade = db.prepare<[CallId], { id: string }>('select id from help_calls where id = ?')
  const insert = db.prepare<[CallId, DeviceId, VisitId | null, string, number]>(
    'insert into help_calls (id, device_id, visit_id, lang, called_at) values (?, ?, ?, ?, ?)',
  )
  const answer = db.prepare<[AssociateId, string, number, CallId]>(
    'update help_calls set answered_by = ?, answered_name = ?, answered_at = ? where id = ? and closed_at is null',
  )
  const close = db.prepare<[number, 'withdrawn' | 'attended', CallId]>(
    'update help_calls set closed_at = ?, closed_how = ? where id = ? and closed_at is null',
  )
  const forgetVisit = db.prepare<[VisitId]>('update help_calls set visit_id = null where visit_id = ?')
  return {
    open: () => open.all().map(callOf),
    openOf: (deviceId: DeviceId) => callOrNull(openOf.get(deviceId)),
    find: (id: CallId) => callOrNull(find.get(id)),
    wasMade: (id: CallId) => everMade.get(id) !== undefined,
    insert,
    answer,
    close,
    forgetVisit,
  }
}
export type CallsSql = ReturnType<typeof prepareCalls>

const callOrNull = (row: CallRow | undefined): HelpCall | null => (row === undefined ? null : callOf(row))

const callOf = ({ answeredBy, answeredName, ...row }: CallRow): HelpCall =>
  HelpCallSchema.parse({ ...row, answeredBy: answeredBy === null ? null : { id: answeredBy, name: answeredName } })
