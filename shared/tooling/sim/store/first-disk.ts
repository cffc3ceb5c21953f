import { openDatabase } from '@dangol/server/src/db/open.ts'
import { STORE_MIGRATIONS } from '@dangol/server/src/db/store-migrations.ts'

let made: Buffer | null = null

/** The disk of a store that has just been installed; made once, since migrating costs more than a simulated shop. */
export function firstDisk(): Buffer {
  if (made === null) {
    const db = openDatabase(':memory:', STORE_MIGRATIONS)
    made = db.serialize()
    db.close()
  }
  return Buffer.from(made)
}
