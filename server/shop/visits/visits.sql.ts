import type { Db } from '../../src/db/open.ts'

export type VisitState = 'kept' | 'dropped' | 'disowned'
export interface VisitRow {
  readonly id: string
  readonly memberId: string
  readonly startedAt: number
  readonly endedAt: number | null
  readonly document: string
  readonly state: VisitState
}

const COLUMNS = 'id, customer_id as memberId, started_at as startedAt, ended_at as endedAt, document, state'

/** Visits of members in stores, as the stores told them. */
export function prepareVisits(db: Db) {
  const byId = db.prepare<[string], VisitRow>(`select ${COLUMNS} from visits where id = ?`)
  const put = db.prepare<[Omit<VisitRow, 'state'>]>(
    `insert into visits (id, customer_id, started_at, ended_at, document)
     values (@id, @memberId, @startedAt, @endedAt, @document)
     on conflict (id) do update set ended_at = excluded.ended_at, document = excluded.document`,
  )
  const ofMember = db.prepare<[string, number, number], VisitRow>(
    `select ${COLUMNS} from visits where customer_id = ? and started_at > ? order by started_at desc, id desc limit ?`,
  )
  const setState = db.prepare<[VisitState, string, string]>(
    `update visits set state = ? where id = ? and customer_id = ? and state <> 'disowned'`,
  )
  const dropBefore = db.prepare<[number]>('delete from visits where started_at <= ?')
  return {
    byId: (id: string): VisitRow | null => byId.get(id) ?? null,
    put,
    ofMember: (memberId: string, afterMs: number, limit: number) => ofMember.all(memberId, afterMs, limit),
    setState,
    dropBefore,
  }
}
