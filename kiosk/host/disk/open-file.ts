import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { StartRefusal } from '../start-refusal.ts'

const SYNCHRONOUS_FULL = 2

/**
 * Opens or makes a database file of this kiosk, durable to each commit (D1). A damaged one is set aside under its own name
 * and started over (S2). Refuses to start where nothing can be written.
 */
export function openFile<T>(path: string, prepare: (db: Database.Database) => T): T {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return open(path, prepare)
  } catch (error) {
    if (!isDamaged(error)) throw new StartRefusal(`The kiosk cannot keep its things in ${path}: ${reason(error)}.`)
  }
  for (const part of ['', '-wal', '-shm']) setAside(`${path}${part}`)
  writeFileSync(countPath(path), `${timesStartedOver(path) + 1}\n`)
  return open(path, prepare)
}

/** How often this file was found damaged since the kiosk was set up. */
export function timesStartedOver(path: string): number {
  try {
    const count = Number(readFileSync(countPath(path), 'utf8'))
    return Number.isSafeInteger(count) && count >= 0 ? count : 0
  } catch {
    // Never yet: nobody has written it.
    return 0
  }
}

function open<T>(path: string, prepare: (db: Database.Database) => T): T {
  const db = new Database(path)
  try {
    db.pragma('journal_mode = wal')
    // WAL alone falls back to NORMAL in this build of SQLite (sync 0.1).
    db.pragma('synchronous = full')
    if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL) throw new Error('SQLite is not durable')
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new Damaged()
    return prepare(db)
  } catch (error) {
    db.close()
    throw error
  }
}

class Damaged extends Error {}

/** A full disk takes nobody down: the write is left out, and the next one that works is of the newest. */
export function unlessFull(write: () => void): void {
  try {
    write()
  } catch (error) {
    if (!isDiskFull(error)) throw error
  }
}

const isDiskFull = (error: unknown): boolean =>
  error instanceof Database.SqliteError && (error.code === 'SQLITE_FULL' || error.code.startsWith('SQLITE_IOERR'))

function setAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`)
  } catch {
    // Not every part of a database is always there.
  }
}

const countPath = (path: string): string => `${path}.started-over`
const isDamaged = (error: unknown): boolean =>
  error instanceof Damaged || (error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code))
const reason = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason')
