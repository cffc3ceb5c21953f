import { mkdirSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CatalogueSchema } from '@dangol/protocol/catalogue.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { VersionedHistorySchema } from '@dangol/protocol/next-choice.ts'
import type { VersionedHistory } from '@dangol/protocol/next-choice.ts'
import type { z } from 'zod'
import { StartRefusal } from '../start-refusal.ts'
import { prepareCatalogueTable } from './catalogue-cache.sql.ts'

const SYNCHRONOUS_FULL = 2

/** The last catalogue seen, on disk, so that a kiosk that starts without its store server still shows everything. */
export interface CatalogueCache {
  catalogue(): Catalogue | null
  keep(catalogue: Catalogue): void
  /** What people took together of a family, as last heard. */
  sales(familyId: FamilyId): VersionedHistory | null
  keepSales(familyId: FamilyId, sales: VersionedHistory): void
  close(): void
}

/** Opens or makes the cache file; a damaged one is set aside under its own name. Refuses to start in an unwritable folder. */
export function openCatalogueCache(path: string): CatalogueCache {
  try {
    mkdirSync(dirname(path), { recursive: true })
    return open(path)
  } catch (error) {
    if (!isDamaged(error)) throw new StartRefusal(`The kiosk cannot keep its catalogue in ${path}: ${reason(error)}.`)
  }
  for (const part of ['', '-wal', '-shm']) setAside(`${path}${part}`)
  return open(path)
}

function open(path: string): CatalogueCache {
  const db = new Database(path)
  try {
    db.pragma('journal_mode = wal')
    // WAL alone falls back to NORMAL in this build of SQLite (sync 0.1).
    db.pragma('synchronous = full')
    if (db.pragma('synchronous', { simple: true }) !== SYNCHRONOUS_FULL) throw new Error('SQLite is not durable')
    return overTable(db)
  } catch (error) {
    db.close()
    throw error
  }
}

function overTable(db: Database.Database): CatalogueCache {
  const table = prepareCatalogueTable(db)
  let catalogue = readable(CatalogueSchema, table.find.get()?.body)
  return {
    catalogue: () => catalogue,
    keep(next) {
      table.put.run(next.version, JSON.stringify(next))
      catalogue = next
    },
    sales: (familyId) => readable(VersionedHistorySchema, table.findHistory.get(familyId)?.body),
    keepSales: (familyId, sales) => void table.putHistory.run(familyId, JSON.stringify(sales)),
    close: () => void db.close(),
  }
}

/** Null for a body that this version cannot read; the server is asked again. */
function readable<T>(schema: z.ZodType<T>, body: string | undefined): T | null {
  if (body === undefined) return null
  try {
    const parsed = schema.safeParse(JSON.parse(body))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function setAside(path: string): void {
  try {
    renameSync(path, `${path}.damaged`)
  } catch {
    // Not every part of a database is always there.
  }
}

const isDamaged = (error: unknown): boolean =>
  error instanceof Database.SqliteError && ['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(error.code)
const reason = (error: unknown): string => (error instanceof Error ? error.message : 'unknown reason')
