import type { Db } from './open.ts'
import type { Retention } from './retention-rule.ts'

/** One step forward, in one transaction. `version` rises in tens; the file is named `NNNN-why.ts`. */
export interface Migration {
  readonly version: number
  readonly up: string
  /** Of each table that the step makes; a test fails for a table of the store without one. */
  readonly retention?: Readonly<Record<string, Retention>>
}

/** The newest version a list of migrations knows; 0 for none. */
export const newestVersion = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0

/** Brings a database forward, each step in its own transaction. Throws for a list that is out of order. */
export function migrate(db: Db, migrations: readonly Migration[]): void {
  assertRising(migrations)
  for (const migration of migrations) {
    if (migration.version <= versionOf(db)) continue
    db.transaction(() => {
      db.exec(migration.up)
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
  }
}

/** The version a database stands at; 0 for an empty one. */
export function versionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }))
}

function assertRising(migrations: readonly Migration[]): void {
  migrations.forEach((migration, index) => {
    const before = migrations[index - 1]?.version ?? 0
    if (migration.version <= before) throw new Error(`migration ${migration.version} does not follow ${before}`)
  })
}
