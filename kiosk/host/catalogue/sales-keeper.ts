import type { StoreLink } from '@dangol/client/store-link.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { VersionedHistory } from '@dangol/protocol/next-choice.ts'
import type { CatalogueCache } from './catalogue-cache.ts'

/** The online shop tells what was bought together after twenty sales or a day; an hour later is soon enough. Milliseconds. */
const SALES_CHECK_MS = 60 * 60_000

export interface SalesKeeper {
  /** What people took together of a family; null while nothing was heard. */
  of(familyId: FamilyId): VersionedHistory['history'] | null
  /** Asks the server for newer histories of every family on sale. */
  refresh(): Promise<void>
  readonly close: () => void
}

/** Keeps what was bought together as new as the line allows; a kiosk without its line goes on with what it has. */
export function createSalesKeeper(
  link: Pick<StoreLink, 'request' | 'status'>,
  cache: Pick<CatalogueCache, 'catalogue' | 'sales' | 'keepSales'>,
  timers: Timers,
): SalesKeeper {
  let asking = false
  const ask = async (familyId: FamilyId): Promise<void> => {
    const haveVersion = cache.sales(familyId)?.version ?? null
    const answer = await link.request('sales:get-history', { familyId, haveVersion })
    if (answer.ok && answer.value.sales !== null) cache.keepSales(familyId, answer.value.sales)
  }
  const refresh = async (): Promise<void> => {
    if (asking || link.status() === 'offline') return
    asking = true
    // One family after another: nobody waits for this, and a visit's own requests go between.
    for (const { id } of cache.catalogue()?.models ?? []) await ask(id)
    asking = false
  }
  return {
    of: (familyId) => cache.sales(familyId)?.history ?? null,
    refresh,
    close: timers.every(SALES_CHECK_MS, () => void refresh()),
  }
}
