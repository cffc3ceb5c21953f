import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { ConfigurationId, FamilyId } from '@dangol/domain/ids/ids.ts'
import { ChoicesSchema } from '@dangol/protocol/catalogue.ts'
import type { Db } from '../../db/open.ts'

/** A configuration somebody has, without whose it is. */
export interface SavedThing {
  readonly id: ConfigurationId
  readonly modelVersion: number
  readonly choices: Choices
}

/** Everything saved of a family, newest first: what a new model would meet. */
export function prepareSavedThings(db: Db) {
  const ofFamily = db.prepare<[FamilyId, number], { id: ConfigurationId; modelVersion: number; choices: string }>(
    `select id, model_version as modelVersion, choices from configurations
     where family_id = ? and discarded = 0 order by saved_at desc, id desc limit ?`,
  )
  return (familyId: FamilyId, max: number): SavedThing[] =>
    ofFamily
      .all(familyId, max)
      .map(({ choices, ...row }) => ({ ...row, choices: ChoicesSchema.parse(JSON.parse(choices)) }))
}
