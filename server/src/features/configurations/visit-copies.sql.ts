import type { ConfigurationId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** What the nameless copies of a visit were made from. */
export function prepareVisitCopies(db: Db) {
  const find = db.prepare<[VisitId, string], { id: ConfigurationId }>(
    'select configuration_id as id from visit_copies where visit_id = ? and source = ?',
  )
  const put = db.prepare<[VisitId, string, ConfigurationId]>(
    `insert into visit_copies (visit_id, source, configuration_id) values (?, ?, ?)
     on conflict (visit_id, source) do update set configuration_id = excluded.configuration_id`,
  )
  const drop = db.prepare<[VisitId]>('delete from visit_copies where visit_id = ?')
  return {
    find: (visitId: VisitId, source: string) => find.get(visitId, source)?.id ?? null,
    put: (visitId: VisitId, source: string, id: ConfigurationId) => void put.run(visitId, source, id),
    drop: (visitId: VisitId) => void drop.run(visitId),
  }
}
export type VisitCopiesSql = ReturnType<typeof prepareVisitCopies>
