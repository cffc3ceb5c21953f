import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Db } from '../../db/open.ts'

/** Who was erased here, by alias. */
export function prepareTombstones(db: Db) {
  const find = db.prepare<[CustomerId], { confirmed: 0 | 1 }>('select confirmed from tombstones where customer_id = ?')
  const put = db.prepare<[CustomerId, number, 0 | 1]>(
    `insert into tombstones (customer_id, at, confirmed) values (?, ?, ?)
     on conflict (customer_id) do update set confirmed = max(confirmed, excluded.confirmed)`,
  )
  const renew = db.prepare<[CustomerId, number]>(
    `insert into tombstones (customer_id, at, confirmed) values (?, ?, 0)
     on conflict (customer_id) do update set at = excluded.at, confirmed = 0`,
  )
  const lift = db.prepare<[CustomerId]>('delete from tombstones where customer_id = ? and confirmed = 1')
  return { find, put, renew, lift }
}
