import type { Db } from '../db/open.ts'

/** How SQLite would find the rows: 'SEARCH orders USING INDEX …'. The values of the parameters do not matter to it. */
export function planOf(db: Db, sql: string): string {
  const parameters = [...sql.matchAll(/\?/g)].map(() => 0)
  const steps = db.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...parameters)
  return steps.map(({ detail }) => detail).join('; ')
}
