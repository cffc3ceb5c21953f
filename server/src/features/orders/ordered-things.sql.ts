import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { ChoicesSchema } from '@dangol/protocol/catalogue.ts'
import type { Db } from '../../db/open.ts'

/** The choices of everything ordered of a family in this store, newest first. */
export function prepareOrderedThings(db: Db) {
  const ofFamily = db.prepare<[FamilyId, number], { choices: string }>(
    `select json_extract(l.configuration, '$.choices') as choices
     from orders o join order_lines l on l.order_id = o.id
     where json_extract(l.configuration, '$.familyId') = ? order by o.placed_at desc limit ?`,
  )
  return (familyId: FamilyId, max: number): Choices[] =>
    ofFamily.all(familyId, max).map(({ choices }) => ChoicesSchema.parse(JSON.parse(choices)))
}
