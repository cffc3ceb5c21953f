import type { Db } from './open.ts'
import type { KeptForTime, Retention } from './retention-rule.ts'

/* Names of tables and columns and the conditions come from the migrations, never from a request. */

/** Rows of one table that are about a customer; null where the table has none. */
export function prepareRowsAbout(db: Db, table: string, { personal }: Retention) {
  if (personal === null || personal.of === null) return null
  const count = db
    .prepare<[{ customerId: string }], number>(`select count(*) from ${table} where ${personal.of}`)
    .pluck()
  const rows = db.prepare<[{ customerId: string }], Record<string, unknown>>(
    `select * from ${table} where ${personal.of}`,
  )
  return { count: (customerId: string) => count.get({ customerId }) ?? 0, rows }
}

/** Rows of one table that are past their time. `before` counts in the column's own unit. */
export function prepareAged(db: Db, table: string, { since, where }: KeptForTime) {
  const old = `${since} < @before${where === undefined ? '' : ` and (${where})`}`
  const drop = db.prepare<[{ before: number }]>(`delete from ${table} where ${old}`)
  const any = db.prepare<[{ before: number }], number>(`select 1 from ${table} where ${old} limit 1`).pluck()
  return { drop, isAny: (before: number) => any.get({ before }) !== undefined }
}

/** Tables of the database itself, without SQLite's own. */
export function tablesOf(db: Db): string[] {
  return db
    .prepare<[], string>(
      "select name from sqlite_schema where type = 'table' and name not glob 'sqlite_*' order by name",
    )
    .pluck()
    .all()
}
