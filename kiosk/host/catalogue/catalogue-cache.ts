import type { Database } from 'better-sqlite3'
import { CatalogueSchema } from '@dangol/protocol/catalogue.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import { VersionedHistorySchema } from '@dangol/protocol/next-choice.ts'
import type { VersionedHistory } from '@dangol/protocol/next-choice.ts'
import type { z } from 'zod'
import { openFile, unlessFull } from '../disk/open-file.ts'
import { prepareCatalogueTable } from './catalogue-cache.sql.ts'

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
export const openCatalogueCache = (path: string): CatalogueCache => openFile(path, overTable)

function overTable(db: Database): CatalogueCache {
  const table = prepareCatalogueTable(db)
  let catalogue = readable(CatalogueSchema, table.find.get()?.body)
  return {
    catalogue: () => catalogue,
    keep(next) {
      catalogue = next
      unlessFull(() => table.put.run(next.version, JSON.stringify(next)))
    },
    sales: (familyId) => readable(VersionedHistorySchema, table.findHistory.get(familyId)?.body),
    keepSales: (familyId, sales) => unlessFull(() => table.putHistory.run(familyId, JSON.stringify(sales))),
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
