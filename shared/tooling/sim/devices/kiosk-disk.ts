import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { CatalogueCache } from '@dangol/kiosk/host/catalogue/catalogue-cache.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { VersionedHistory } from '@dangol/protocol/next-choice.ts'

/** What a kiosk keeps when it is switched off. */
export interface KioskDisk {
  catalogue: Catalogue | null
  readonly sales: Map<FamilyId, VersionedHistory>
}

export const emptyDisk = (): KioskDisk => ({ catalogue: null, sales: new Map() })

/** The kiosk's cache on a simulated disk; the one on SQLite has tests of its own. */
export const cacheOn = (disk: KioskDisk): CatalogueCache => ({
  catalogue: () => disk.catalogue,
  keep: (catalogue) => void (disk.catalogue = catalogue),
  sales: (familyId) => disk.sales.get(familyId) ?? null,
  keepSales: (familyId, sales) => void disk.sales.set(familyId, sales),
  close: () => undefined,
})
