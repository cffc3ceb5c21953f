import type { Database } from 'better-sqlite3'

/** The cache's own format; a file of another one is made anew, since the server has everything in it. */
const CACHE_VERSION = 1

const TABLES = `
  create table if not exists catalogue (
    id integer primary key check (id = 1),
    version integer not null,
    body text not null
  ) strict;
`

export interface CatalogueRow {
  readonly version: number
  readonly body: string
}

/** Everything this kiosk keeps on disk: the catalogue, which names nobody. */
export function prepareCatalogueTable(db: Database) {
  if (db.pragma('user_version', { simple: true }) !== CACHE_VERSION) db.exec('drop table if exists catalogue')
  db.exec(TABLES)
  db.pragma(`user_version = ${CACHE_VERSION}`)
  return {
    find: db.prepare<[], CatalogueRow>('select version, body from catalogue where id = 1'),
    put: db.prepare<[number, string]>(
      `insert into catalogue (id, version, body) values (1, ?, ?)
       on conflict (id) do update set version = excluded.version, body = excluded.body`,
    ),
  }
}
