import type { AssociateId, FamilyId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** One publication made in this store's office. */
export interface Publication {
  readonly familyId: FamilyId
  readonly version: number
  readonly at: number
  readonly by: AssociateId | null
  readonly note: string
  /** The version whose content it brought back; null when it was not a roll-back. */
  readonly broughtBack: number | null
}

/** What this store's office published. */
export function preparePublications(db: Db) {
  const put = db.prepare<[Publication]>(
    `insert into model_publications (family_id, version, at, by, note, brought_back)
     values (:familyId, :version, :at, :by, :note, :broughtBack) on conflict do nothing`,
  )
  const ofFamily = db.prepare<[FamilyId], Publication>(
    `select family_id as familyId, version, at, by, note, brought_back as broughtBack
     from model_publications where family_id = ? order by version desc`,
  )
  return {
    put: (publication: Publication) => void put.run(publication),
    ofFamily: (familyId: FamilyId) => ofFamily.all(familyId),
  }
}
