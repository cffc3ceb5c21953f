import type { Database } from 'better-sqlite3'

/** The cache's own format; a file of another one is made anew, since the server has everything in it. */
const CACHE_VERSION = 1

const TABLES = `
  create table if not exists catalogue (
    id integer primary key check (id = 1),
    version integer not null,
    body text not null
  ) strict;
  create table if not exists sales_histories (
    family_id text primary key,
    body text not null
  ) strict, without rowid;
`

export interface CatalogueRow {
  readonly version: number
  readonly body: string
}

/** Everything this kiosk keeps on disk: the catalogue and what was bought together, which name nobody. */
export function prepareCatalogueTable(db: Database) {
  if (db.pragma('user_version', { simple: true }) !== CACHE_VERSION)
    db.exec('drop table if exists catalogue; drop table if exists sales_histories')
  db.exec(TABLES)
  db.pragma(`user_version = ${CACHE_VERSION}`)
  return {
    find: db.prepare<[], CatalogueRow>('select version, body from catalogue where id = 1'),
    put: db.prepare<[number, string]>(
      `insert into catalogue (id, version, body) values (1, ?, ?)
       on conflict (id) do update set version = excluded.version, body = excluded.body`,
    ),
    findHistory: db.prepare<[string], { body: string }>('select body from sales_histories where family_id = ?'),
    putHistory: db.prepare<[string, string]>(
      `insert into sales_histories (family_id, body) values (?, ?)
       on conflict (family_id) do update set body = excluded.body`,
    ),
  }
}
