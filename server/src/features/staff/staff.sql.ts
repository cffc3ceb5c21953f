import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** The people who work in this store. */
export function prepareStaff(db: Db) {
  const find = db.prepare<[AssociateId], { name: string }>('select name from associates where id = ?')
  const all = db.prepare<[], { id: AssociateId; name: string }>('select id, name from associates order by name, id')
  const put = db.prepare<[AssociateId, string]>(
    'insert into associates (id, name) values (?, ?) on conflict (id) do update set name = excluded.name',
  )
  return { find, all, put }
}
