import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** The people who work in this store. */
export function prepareStaff(db: Db) {
  const find = db.prepare<[AssociateId], { name: string }>('select name from associates where id = ?')
  const put = db.prepare<[AssociateId, string]>(
    'insert into associates (id, name) values (?, ?) on conflict (id) do update set name = excluded.name',
  )
  const count = db.prepare<[], { count: number }>('select count(*) as count from associates')
  return { find, put, count }
}
