import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { CatalogueCache } from './catalogue-cache.ts'

/** How often a kiosk asks whether the catalogue changed, should no change log tell it. Milliseconds. */
const CATALOGUE_CHECK_MS = 60_000

export interface CatalogueKeeper {
  catalogue(): Catalogue | null
  version(): number | null
  /** Asks the server for a newer one, if there may be. */
  refresh(): Promise<void>
  readonly close: () => void
}

/** Keeps the catalogue of the kiosk as new as the line allows. */
export function createCatalogueKeeper(
  link: Pick<StoreLink, 'request' | 'status'>,
  cache: CatalogueCache,
  timers: Timers,
  onChange: () => void,
): CatalogueKeeper {
  let asking = false
  const refresh = async (): Promise<void> => {
    if (asking || link.status() === 'offline') return
    asking = true
    const answer = await link.request('catalogue:get', { haveVersion: cache.catalogue()?.version ?? null })
    asking = false
    // Null says that the version we have is the newest.
    if (!answer.ok || !answer.value.catalogue) return
    cache.keep(answer.value.catalogue)
    onChange()
  }
  const cancel = timers.every(CATALOGUE_CHECK_MS, () => void refresh())
  return {
    catalogue: () => cache.catalogue(),
    version: () => cache.catalogue()?.version ?? null,
    refresh,
    close: cancel,
  }
}
