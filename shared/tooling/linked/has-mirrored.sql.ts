import { join } from 'node:path'
import Database from 'better-sqlite3'

/** Whether the store's mirror holds a configuration of this name, read beside the running store. */
export function hasMirrored(dataFolder: string, name: string): boolean {
  const db = new Database(join(dataFolder, 'store.sqlite'), { readonly: true })
  try {
    return db.prepare('select 1 from configurations where name = ?').get(name) !== undefined
  } finally {
    db.close()
  }
}
