import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { HoldsPersonalData } from '../ports/people.ts'
import type { Migration } from './migrate.ts'
import type { Db } from './open.ts'
import { prepareAged, prepareRowsAbout, tablesOf } from './retention.sql.ts'
import { inWords } from './retention-rule.ts'
import type { Retention } from './retention-rule.ts'

/** The ages are days; nobody is helped by looking every minute. */
const ENFORCE_EVERY_MS = 60 * 60_000
/** A feature tidies every minute, and a full disk may hold it up for a while. */
const SLACK_MS = 2 * 60 * 60_000

/** What every table of the database is kept for, as its migration states it. */
export function retentionOf(db: Db, migrations: readonly Migration[]): ReadonlyMap<string, Retention> {
  const stated = new Map(migrations.flatMap(({ retention }) => Object.entries(retention ?? {})))
  return new Map(tablesOf(db).flatMap((table) => [...stated].filter(([name]) => name === table)))
}

/** Tables of which no migration says how long they are kept. */
export const unstatedIn = (db: Db, migrations: readonly Migration[]): string[] => {
  const stated = retentionOf(db, migrations)
  return tablesOf(db).filter((table) => !stated.has(table))
}

/**
 * Deletes what is past its time where the job is to, and looks at what the features are to tidy: what they left standing is told,
 * and is a fault of theirs.
 */
export function createEnforceRetention(deps: {
  db: Db
  clock: Clock
  tables: ReadonlyMap<string, Retention>
  onOverdue: (table: string) => void
}): () => void {
  const rules = [...deps.tables].flatMap(([table, { kept }]) =>
    kept.flatMap((one) => ('ms' in one ? [{ table, rule: one, sql: prepareAged(deps.db, table, one) }] : [])),
  )
  let lookedAt = Number.NEGATIVE_INFINITY
  return () => {
    const nowMs = deps.clock.nowMs()
    if (nowMs - lookedAt < ENFORCE_EVERY_MS) return
    for (const { table, rule, sql } of rules) {
      const before = (ageMs: number) => Math.floor((nowMs - ageMs) / rule.unitMs)
      if (rule.by === 'job') sql.drop.run({ before: before(rule.ms) })
      else if (sql.isAny(before(rule.ms + SLACK_MS))) deps.onOverdue(table)
    }
    lookedAt = nowMs
  }
}

/** What the whole database holds of a customer: of every table, by the condition that its migration states. */
export function createHoldings(db: Db, tables: ReadonlyMap<string, Retention>): HoldsPersonalData {
  const about = [...tables].flatMap(([table, retention]) => {
    const sql = prepareRowsAbout(db, table, retention)
    return sql === null ? [] : [{ table, keptFor: inWords(retention), sql }]
  })
  return {
    holds: (customerId) =>
      about.flatMap(({ table, keptFor, sql }) => {
        const rows = sql.count(customerId)
        return rows === 0 ? [] : [{ table, rows, keptFor }]
      }),
    *export(customerId: CustomerId) {
      for (const { table, sql } of about) {
        for (const row of sql.rows.iterate({ customerId })) yield { table, row }
      }
    },
  }
}
