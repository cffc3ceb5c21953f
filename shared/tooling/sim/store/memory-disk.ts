import Database from 'better-sqlite3'
import type { Db } from '@dangol/server/src/db/open.ts'

/** More pages than any simulated shop fills. */
const PAGES_MAX = 1_000_000

/** The disk of the store's PC. In memory it keeps exactly what was committed, as one with honest flushes does. */
export interface MemoryDisk {
  /** What is on it now; another one after `replace`. */
  db(): Db
  /** What was not committed was never written. */
  rollBack(): void
  copy(): Buffer
  replace(copy: Buffer): void
  /** It takes so many pages more and then no more. */
  fill(pagesLeft: number): void
  readonly free: () => void
  isFull(): boolean
}

export function createMemoryDisk(first: Buffer): MemoryDisk {
  let db = open(first)
  let isFull = false
  return {
    db: () => db,
    rollBack() {
      if (db.inTransaction) db.exec('rollback')
    },
    copy: () => db.serialize(),
    replace(copy) {
      db.close()
      db = open(copy)
      isFull = false
    },
    fill(pagesLeft) {
      isFull = true
      limitPages(db, Number(db.pragma('page_count', { simple: true })) + pagesLeft)
    },
    free() {
      isFull = false
      limitPages(db, PAGES_MAX)
    },
    isFull: () => isFull,
  }
}

function open(copy: Buffer): Db {
  const db = new Database(copy)
  db.pragma('synchronous = full')
  db.pragma('foreign_keys = on')
  limitPages(db, PAGES_MAX)
  return db
}

const limitPages = (db: Db, pagesMax: number): void => void db.pragma(`max_page_count = ${pagesMax}`)
