import type { Db } from '../../db/open.ts'

/** The last accepted time of each member-code key. */
export function prepareAcceptedCodes(db: Db) {
  const lastTs = db.prepare<[string], { lastTs: number }>(
    'select last_ts as lastTs from accepted_codes where cred_id = ?',
  )
  const accept = db.prepare<[string, number]>(
    `insert into accepted_codes (cred_id, last_ts) values (?, ?)
     on conflict (cred_id) do update set last_ts = excluded.last_ts`,
  )
  const dropOlderThan = db.prepare<[number]>('delete from accepted_codes where last_ts < ?')
  return { lastTs, accept, dropOlderThan }
}
