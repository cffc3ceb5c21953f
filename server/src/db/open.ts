import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { StartRefusal } from '../platform/start-refusal.ts'
import { migrate, newestVersion, versionOf } from './migrate.ts'
import type { Migration } from './migrate.ts'

export type Db = Database.Database

/** How long a connection waits for another one's write before it fails. */
const BUSY_TIMEOUT_MS = 5_000
const SYNCHRONOUS_FULL = 2

/**
 * Opens a database file (or ':memory:') and brings it forward. Refuses with a StartRefusal: a folder that cannot be written,
 * a damaged file (named, kept and not written to), a file from a newer version.
 */
export function openDatabase(path: string, migrations: readonly Migration[]): Db {
  if (path !== ':memory:') {
    prepareFolder(dirname(path))
    if (existsSync(path) && statSync(path).size > 0) inspect(path, newestVersion(migrations))
  }
  const db = connect(path)
  migrate(db, migrations)
  return db
}

/** Opens for writing, durable to each commit. Throws when the engine will not be. */
function connect(path: string): Db {
  let db: Db
  try {
    db = new Database(path)
    db.pragma('journal_mode = wal')
  } catch (error) {
    throw new StartRefusal(`The database ${path} cannot be opened for writing (${reasonOf(error)}).`)
  }
  // WAL lowers this to NORMAL on the next start, where a power cut loses acknowledged commits: set it after WAL, always.
  db.pragma('synchronous = full')
  if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL) {
    throw new StartRefusal(`The database ${path} does not accept full durability, so it is not used.`)
  }
  // What is deleted is overwritten, in the log as well: a stolen disk must not tell what the store has forgotten.
  db.pragma('secure_delete = on')
  db.pragma('foreign_keys = on')
  db.pragma(`busy_timeout = ${BUSY_TIMEOUT_MS}`)
  return db
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new StartRefusal(`The data folder ${folder} cannot be written to (${reasonOf(error)}).`)
  }
}

/** Looks at an existing file without writing to it. */
function inspect(path: string, newest: number): void {
  let version: number
  try {
    const db = new Database(path, { readonly: true, fileMustExist: true })
    try {
      const [first] = db.pragma('quick_check(1)') as { quick_check: string }[]
      if (first?.quick_check !== 'ok') throw new Error(first?.quick_check ?? 'no answer')
      version = versionOf(db)
    } finally {
      db.close()
    }
  } catch (error) {
    throw new StartRefusal(
      `The database ${path} is damaged (${reasonOf(error)}); it was kept as it is and not written to. ` +
        'Move it away to start empty, or restore a backup.',
    )
  }
  if (version > newest) {
    throw new StartRefusal(
      `The database ${path} is from a newer version (${version}; this program knows ${newest}). Start the newer program.`,
    )
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason')
