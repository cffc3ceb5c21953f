import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { newestVersion, versionOf } from '../db/migrate.ts'
import { STORE_MIGRATIONS } from '../db/store-migrations.ts'
import { verifyConsents } from '../features/customers/consent-chain.ts'
import type { ConsentsVerdict } from '../features/customers/consent-chain.ts'
import { StartRefusal } from '../platform/start-refusal.ts'
import { keptFromDay, verifyAudit } from './audit-chain.ts'
import type { AuditVerdict } from './audit-chain.ts'

/** What was found in a database file. */
export interface FileVerdict {
  readonly whole: boolean
  readonly audit: AuditVerdict
  readonly consents: ConsentsVerdict
}

/**
 * Checks the record of who did what and every chain of consents in a store's database, without writing to it; a store may be
 * running on it. Refuses with a StartRefusal: no such file, not a store's database of this version.
 */
export function verifyFile(path: string, nowMs: number): FileVerdict {
  if (!existsSync(path)) throw new StartRefusal(`There is no database ${path}.`)
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    const version = versionOf(db)
    const newest = newestVersion(STORE_MIGRATIONS)
    if (version !== newest) {
      throw new StartRefusal(
        `The database ${path} stands at version ${version}, this program at ${newest}: start the store server once, or use its own.`,
      )
    }
    const [audit, consents] = db.transaction(() => [verifyAudit(db, keptFromDay(nowMs)), verifyConsents(db)] as const)()
    return { whole: audit.whole && consents.broken.length === 0, audit, consents }
  } catch (error) {
    if (error instanceof Database.SqliteError)
      throw new StartRefusal(`The database ${path} cannot be read (${error.message}).`)
    throw error
  } finally {
    db.close()
  }
}

/** The result in words, a line for each thing that was checked. */
export function sayVerdict({ whole, audit, consents }: FileVerdict): string {
  const record = audit.whole
    ? `whole: ${audit.entries} entries, head ${audit.head || 'none'}`
    : `BROKEN at position ${audit.brokenAt ?? '?'} (${audit.entries} entries)`
  const ledger =
    consents.broken.length === 0
      ? `whole: ${consents.entries} entries of ${consents.subjects} people`
      : `BROKEN for ${consents.broken.join(', ')}`
  return `record    ${record}\nconsents  ${ledger}\n${whole ? 'Nothing was altered.' : 'SOMETHING WAS ALTERED.'}\n`
}
