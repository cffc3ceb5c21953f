import { join } from 'node:path'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { openCatalogueCache } from '../catalogue/catalogue-cache.ts'
import type { CatalogueCache } from '../catalogue/catalogue-cache.ts'
import { openKioskOutboxStore } from '../outbox/kiosk-outbox-store.ts'
import type { KioskOutboxStore } from '../outbox/kiosk-outbox-store.ts'
import { timesStartedOver } from './open-file.ts'

/** Everything that a kiosk has on its disk: a copy of the catalogue, and what anonymous visits began (E3). */
export interface KioskFiles {
  readonly cache: CatalogueCache
  readonly outboxStore: KioskOutboxStore
  /** How often one of them was found damaged since the kiosk was set up. */
  readonly startedOver: number
}

/**
 * Opens or makes them, in files of their own: what happens to the one, a new format or damage, never takes the other with it.
 * Refuses to start in an unwritable folder.
 */
export function openKioskFiles(folder: string, kioskId: DeviceId): KioskFiles {
  const [cachePath, outboxPath] = [join(folder, `${kioskId}.sqlite`), join(folder, `${kioskId}.outbox.sqlite`)]
  return {
    cache: openCatalogueCache(cachePath),
    outboxStore: openKioskOutboxStore(outboxPath),
    startedOver: timesStartedOver(cachePath) + timesStartedOver(outboxPath),
  }
}
