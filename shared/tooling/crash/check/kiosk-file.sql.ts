import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'

/** What waits on a kiosk's disk for the store server. */
export interface KioskFile {
  readonly faults: readonly string[]
  readonly waiting: readonly { id: string; request: string }[]
}

/** Reads a copy of the kiosk's outbox, or the very file under a kiosk that goes on; one that was never made holds nothing. */
export function readKioskFile(path: string, options: { readonly: boolean } = { readonly: false }): KioskFile {
  if (!existsSync(path)) return { faults: [], waiting: [] }
  const db = new Database(path, options)
  try {
    db.exec('begin')
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
