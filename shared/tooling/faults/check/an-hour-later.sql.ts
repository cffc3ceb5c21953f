import Database from 'better-sqlite3'

const BUSY_MS = 10_000

/**
 * Makes drafts that nobody has put anything into two hours older: a draft whose maker was killed at that moment is taken away once it
 * is surely nobody's, and a run does not wait for so long.
 */
export function letAnHourPass(shopFile: string): number {
  const db = new Database(shopFile, { fileMustExist: true, timeout: BUSY_MS })
  try {
    return db
      .prepare(
        `update "order" set "createdAt" = datetime("createdAt", '-2 hours')
         where state = 'Draft' and "customFieldsExternalref" is null and "createdAt" > datetime('now', '-1 hours')`,
      )
      .run().changes
  } finally {
    db.close()
  }
}
