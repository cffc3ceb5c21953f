import type { StoreLink } from '@dangol/client/store-link.ts'
import { ok } from '@dangol/domain/result/result.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { BridgeHandlers } from '../calls/call-context.ts'
import type { CatalogueCache } from './catalogue-cache.ts'
import { createCatalogueKeeper } from './catalogue-keeper.ts'
import { createSalesKeeper } from './sales-keeper.ts'

/** What the kiosk keeps of its store so as to show products without it: none of it is about anybody. */
export interface Copies {
  readonly handlers: BridgeHandlers<'kiosk:catalogue' | 'kiosk:sales-history'>
  /** Of the catalogue. */
  version(): number | null
  /** Asks the server for newer ones. */
  readonly refresh: () => void
  readonly close: () => void
}

export function createCopies(
  link: Pick<StoreLink, 'request' | 'status'>,
  cache: CatalogueCache,
  timers: Timers,
  onChange: () => void,
): Copies {
  const catalogue = createCatalogueKeeper(link, cache, timers, onChange)
  const sales = createSalesKeeper(link, cache, timers)
  return {
    handlers: {
      'kiosk:catalogue': () => ok(catalogue.catalogue()),
      'kiosk:sales-history': ({ familyId }) => ok(sales.of(familyId)),
    },
    version: () => catalogue.version(),
    // Sales are asked for the families that the catalogue names.
    refresh: () => void catalogue.refresh().then(() => sales.refresh()),
    close() {
      catalogue.close()
      sales.close()
    },
  }
}
