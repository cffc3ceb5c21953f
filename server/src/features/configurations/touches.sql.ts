import type { ConfigurationId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** Why a visit may see a configuration beyond its customer's open ones, and what became of it there. */
export type Touch = 'admitted' | 'edited' | 'ordered'

/** What visits did with configurations. */
export function prepareTouches(db: Db) {
  const touch = db.prepare<[VisitId, ConfigurationId, Touch]>(
    'insert into visit_configurations (visit_id, configuration_id, how) values (?, ?, ?) on conflict do nothing',
  )
  const untouch = db.prepare<[VisitId, ConfigurationId, Touch]>(
    'delete from visit_configurations where visit_id = ? and configuration_id = ? and how = ?',
  )
  const ofVisit = db.prepare<[VisitId], { id: ConfigurationId; how: Touch }>(
    'select configuration_id as id, how from visit_configurations where visit_id = ?',
  )
  const drop = db.prepare<[VisitId]>('delete from visit_configurations where visit_id = ?')
  return {
    touch: (visitId: VisitId, id: ConfigurationId, how: Touch) => void touch.run(visitId, id, how),
    untouch: (visitId: VisitId, id: ConfigurationId, how: Touch) => void untouch.run(visitId, id, how),
    /** Configurations the visit touched in one of these ways. */
    of: (visitId: VisitId, ...ways: readonly Touch[]): ReadonlySet<ConfigurationId> =>
      new Set(ofVisit.all(visitId).flatMap(({ id, how }) => (ways.includes(how) ? [id] : []))),
    drop: (visitId: VisitId) => void drop.run(visitId),
  }
}
export type Touches = ReturnType<typeof prepareTouches>
