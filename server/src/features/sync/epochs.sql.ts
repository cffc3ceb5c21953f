import type { Db } from '../../db/open.ts'

/** The server's lives, oldest first. */
export function prepareEpochs(db: Db) {
  const all = db.prepare<[], { id: string; firstSeq: number }>(
    'select id, first_seq as firstSeq from log_epochs order by n',
  )
  const insert = db.prepare<[string, number]>('insert or ignore into log_epochs (id, first_seq) values (?, ?)')
  const lastSeq = db.prepare<[], { seq: number }>("select seq from sqlite_sequence where name = 'log'")
  // An epoch ends where the next one begins; the newest has no next one and stays.
  const dropEndedBy = db.prepare<[number]>(
    `delete from log_epochs where exists (
       select 1 from log_epochs as next where next.n > log_epochs.n and next.first_seq <= ?)`,
  )
  const dropBeyond = db.prepare<[number]>('delete from log_epochs where n <= (select max(n) from log_epochs) - ?')
  return { all, insert, dropEndedBy, dropBeyond, lastSeq: (): number => lastSeq.get()?.seq ?? 0 }
}
