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
  let wishes = 0
  const ask = async (): Promise<void> => {
    const answer = await link.request('catalogue:get', { haveVersion: cache.catalogue()?.version ?? null })
    // Null says that the version we have is the newest.
    if (!answer.ok || !answer.value.catalogue) return
    cache.keep(answer.value.catalogue)
    onChange()
  }
  const refresh = async (): Promise<void> => {
    // What changed while a question is under way may not be in its answer, so that is asked for right after.
    wishes += 1
    if (asking) return
    asking = true
    while (wishes > 0) {
      wishes = 0
      if (link.status() !== 'offline') await ask()
    }
    asking = false
  }
  const cancel = timers.every(CATALOGUE_CHECK_MS, () => void refresh())
  return {
    catalogue: () => cache.catalogue(),
    version: () => cache.catalogue()?.version ?? null,
    refresh,
    close: cancel,
  }
}
