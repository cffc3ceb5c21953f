import type { Db } from '../../db/open.ts'

export interface AccessRow {
  readonly position: number
  readonly at: number
  readonly deviceId: string
  readonly associate: string | null
  readonly what: string
  readonly subject: string | null
  readonly result: string
  readonly prev: string
  readonly hash: string
}

/** The access log. */
export function prepareAccessLog(db: Db) {
  const last = db.prepare<[], { hash: string }>('select hash from access_log order by position desc limit 1')
  const insert = db.prepare<[number, string, string | null, string, string | null, string, string, string]>(
    `insert into access_log (at, device_id, associate, what, subject, result, prev, hash)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const all = db.prepare<[], AccessRow>(
    `select position, at, device_id as deviceId, associate, what, subject, result, prev, hash
     from access_log order by position`,
  )
  const dropOlderThan = db.prepare<[number, number]>('delete from access_log where at < ? and position < ?')
  const newest = db.prepare<[], { position: number | null }>('select max(position) as position from access_log')
  return { last, insert, all, dropOlderThan, newest }
}
