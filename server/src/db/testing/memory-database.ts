import Database from 'better-sqlite3'
import type { Migration } from '../migrate.ts'
import { openDatabase } from '../open.ts'
import type { Db } from '../open.ts'

const images = new WeakMap<readonly Migration[], Buffer>()

/**
 * A database in memory as `openDatabase` makes one: brought forward once in this process and copied from then on, since the way
 * through all migrations takes longer than most tests.
 */
export function openMemoryDatabase(migrations: readonly Migration[]): Db {
  const image = images.get(migrations)
  if (image === undefined) {
    const first = openDatabase(':memory:', migrations)
    images.set(migrations, first.serialize())
    return first
  }
  const db = new Database(image)
  for (const [name, value] of Object.entries(PRAGMAS)) db.pragma(`${name} = ${value}`)
  return db
}

/** What `openDatabase` asks for of a database in memory. */
export const PRAGMAS = {
  ...{ journal_mode: 'memory', synchronous: 2, secure_delete: 1, foreign_keys: 1, busy_timeout: 5_000 },
} as const
