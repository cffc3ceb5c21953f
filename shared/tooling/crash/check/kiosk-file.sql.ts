import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'

/** What waits on a kiosk's disk for the store server. */
export interface KioskFile {
  readonly faults: readonly string[]
  readonly waiting: readonly { id: string; request: string }[]
}

/** Reads a copy of the kiosk's outbox; one that was never made holds nothing. */
export function readKioskFile(path: string): KioskFile {
  if (!existsSync(path)) return { faults: [], waiting: [] }
  const db = new Database(path)
  try {
    const checked = db.prepare('pragma quick_check(5)').pluck().all() as string[]
    const isThere = db.prepare("select 1 from sqlite_schema where name = 'waiting_commands'").get() !== undefined
    return {
      faults: checked.filter((line) => line !== 'ok'),
      waiting: isThere
        ? db.prepare<[], { id: string; request: string }>('select id, request from waiting_commands order by n').all()
        : [],
    }
  } finally {
    db.close()
  }
}
