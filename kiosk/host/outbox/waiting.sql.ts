import type { Database } from 'better-sqlite3'

/**
 * What an anonymous visit began and the store server has not answered yet: kept until it has, by any version of this
 * software. A later format migrates it; nothing ever clears it.
 */
const TABLES = `
  create table if not exists waiting_commands (
    id text primary key,
    n integer not null,
    visit_id text not null,
    request text not null,
    aggregate text not null,
    made_at integer not null,
    input text not null
  ) strict, without rowid;
  create table if not exists last_visit (
    id integer primary key check (id = 1),
    epoch integer not null
  ) strict;
`

export interface WaitingRow {
  readonly id: string
  readonly n: number
  readonly visitId: string
  readonly request: string
  readonly aggregate: string
  readonly madeAt: number
  readonly input: string
}

export function prepareWaiting(db: Database) {
  // What is deleted is overwritten: a visit that gets a name takes what it began off the disk (E3).
  db.pragma('secure_delete = on')
  db.exec(TABLES)
  return {
    all: db.prepare<[], WaitingRow>(
      `select id, n, visit_id as visitId, request, aggregate, made_at as madeAt, input
       from waiting_commands order by n, id`,
    ),
    put: db.prepare<[WaitingRow]>(
      `insert into waiting_commands (id, n, visit_id, request, aggregate, made_at, input)
       values (:id, :n, :visitId, :request, :aggregate, :madeAt, :input)
       on conflict (id) do nothing`,
    ),
    drop: db.prepare<[string], { request: string }>('delete from waiting_commands where id = ? returning request'),
    dropVisit: db.prepare<[string]>('delete from waiting_commands where visit_id = ?'),
    lastEpoch: db.prepare<[], { epoch: number }>('select epoch from last_visit where id = 1'),
    putEpoch: db.prepare<[number]>(
      `insert into last_visit (id, epoch) values (1, ?)
       on conflict (id) do update set epoch = excluded.epoch where excluded.epoch > epoch`,
    ),
    /** The log of writes keeps what was overwritten in the file itself, until it is emptied. */
    emptyLog: () => void db.pragma('wal_checkpoint(truncate)'),
  }
}
