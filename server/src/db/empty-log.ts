import type { Db } from './open.ts'

/**
 * Takes what was deleted or overwritten off the disk for good: pages go from the write-ahead log into the database, where freed
 * ones are overwritten (`secure_delete`), and the log is cut to nothing. Waits for nobody: within a transaction, or while another
 * program reads an older state, it is left for the next time. Returns whether it was done.
 */
export function emptyLog(db: Db): boolean {
  if (db.inTransaction) return false
  const patienceMs: unknown = db.pragma('busy_timeout', { simple: true })
  db.pragma('busy_timeout = 0')
  try {
    return db.pragma('wal_checkpoint(truncate)', { simple: true }) === 0
  } finally {
    db.pragma(`busy_timeout = ${Number(patienceMs)}`)
  }
}
