import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** Which families are on sale, and in which versions they ever were. */
export function prepareVersions(db: Db) {
  const families = db.prepare<[], { id: FamilyId }>(
    `select distinct family_id as id from models
     where family_id not in (select family_id from withdrawn_families) order by family_id`,
  )
  const ofFamily = db.prepare<[FamilyId], { version: number }>(
    'select version from models where family_id = ? order by version desc',
  )
  return {
    families: () => families.all().map(({ id }) => id),
    /** Newest first. */
    ofFamily: (id: FamilyId) => ofFamily.all(id).map(({ version }) => version),
  }
}
