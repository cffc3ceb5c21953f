import type { Db } from '@dangol/server/src/db/open.ts'

type Statement = ReturnType<Db['prepare']>
const known = new WeakMap<Db, Map<string, Statement>>()

/** Rows of a question that is asked of a disk after every step: preparing it each time would cost more than the step. */
export function rows<Row>(disk: Db, sql: string, ...parameters: (string | number)[]): Row[] {
  const statements = known.get(disk) ?? new Map<string, Statement>()
  known.set(disk, statements)
  const statement = statements.get(sql) ?? disk.prepare(sql)
  statements.set(sql, statement)
  // The one who wrote the question knows its columns.
  return statement.all(...parameters) as Row[]
}
