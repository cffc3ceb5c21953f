import type { Purpose } from '@dangol/domain/customers/consent.ts'
import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Feed, Unusable } from '@dangol/protocol/link.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Gone, Told } from '../connector.ts'
import type { FeedsSql } from './feeds.sql.ts'
import type { MirroredRow, MirroredSql, prepareSetAside } from './mirrored.sql.ts'
import { deliver, goneBy, nameOf, ownerOf, purposeOf } from './sinks.ts'
import type { ShopSinks } from './sinks.ts'
import type { ToReadSql } from './to-read.sql.ts'

/** Of whom the store may keep what (U9). */
export interface ConsentGate {
  /** They were erased here, and the member service has not told of them anew. */
  isErased(customerId: CustomerId): boolean
  /** By their own profile's word. */
  mayKeep(customerId: CustomerId, purpose: Purpose): boolean
}

/** Takes in what the retailer's shop tells; all of it belongs into a transaction. */
export interface Keeper {
  /** True when it was news. */
  told(told: Told): boolean
  /** True when there was something. */
  gone(gone: Gone): boolean
  setAside(row: Unusable): void
  /** A consent ended: what stands by it goes. */
  withdrawn(customerId: CustomerId, purpose: Purpose): void
}

export interface KeeperDeps {
  readonly sinks: ShopSinks
  readonly gate: ConsentGate
  readonly rows: MirroredSql
  readonly feeds: FeedsSql
  readonly aside: ReturnType<typeof prepareSetAside>
  readonly toRead: ToReadSql
  readonly nowMs: () => number
}

/**
 * Keeps the shop's records, each in the version it was told in: the same version is no news. Of whoever does not let the store keep
 * something there is only the version, so that the comparison stays cheap and a later consent finds what to read.
 */
export function createKeeper(deps: KeeperDeps): Keeper {
  const { sinks, gate, rows, feeds, aside, toRead } = deps
  const bookOrFind = createBookOrFind(rows)

  const isAllowed = (change: ShopChange): boolean => {
    const purpose = purposeOf(change.feed)
    const owner = ownerOf(change)
    return purpose === null || owner === null || gate.mayKeep(owner, purpose)
  }
  const takeBack = (feed: Feed, id: string, name: string): void => {
    const other = rows.otherKeeping(feed, id, name)
    if (other === null) return deliver(sinks, goneBy(name))
    // It went over to another record, whose word about it may be older than what stands now.
    rows.doubt(feed, other.id)
    toRead.put(feed, 'record', other.id)
  }
  const drop = (feed: Feed, row: MirroredRow): void => {
    for (const name of namesIn(row.kept)) takeBack(feed, row.id, name)
    rows.remove(feed, row.id)
  }
  const dropKnown = (feed: Feed, id: string): boolean => {
    const before = rows.find(feed, id)
    if (before !== null) drop(feed, before)
    return before !== null
  }

  return {
    told(told) {
      const { feed, id, version, customerId } = told
      // The feed itself keeps the order, and nothing of it is ever compared.
      if (feed === 'log' || version === null) {
        for (const change of told.changes) deliver(sinks, change)
        return true
      }
      aside.clear(feed, id)
      if (customerId !== null && gate.isErased(customerId)) return dropKnown(feed, id)
      const generation = feeds.generation('shop', feed)
      const changes = told.changes.filter(isAllowed)
      const names = changes.flatMap((change) => nameOf(change) ?? [])
      const row = { id, version, customerId, kept: JSON.stringify(names), generation }
      const { before, isBooked } = bookOrFind(feed, row)
      if (before !== null && isSame(before, row)) {
        if (before.missing > 0) rows.setMissing(feed, id, 0)
        // What stands on a shelf depends on the store's own orders as well: the same count may mean something else by now.
        if (feed === 'stock') for (const change of changes) deliver(sinks, change)
        return false
      }
      for (const name of namesIn(before?.kept)) if (!names.includes(name)) takeBack(feed, id, name)
      for (const change of changes) deliver(sinks, change)
      if (!isBooked) rows.put(feed, row)
      return true
    },
    gone({ feed, id }) {
      aside.clear(feed, id)
      return dropKnown(feed, id)
    },
    setAside: (row) => aside.put(row, deps.nowMs()),
    withdrawn(customerId, purpose) {
      for (const row of rows.ofCustomer(customerId)) {
        const [gone, kept] = [[] as string[], [] as string[]]
        for (const name of namesIn(row.kept)) (purposeOf(name) === purpose ? gone : kept).push(name)
        if (gone.length === 0) continue
        for (const name of gone) deliver(sinks, goneBy(name))
        rows.put(row.feed, { ...row, kept: JSON.stringify(kept) })
      }
    },
  }
}

/** A first load meets nothing that is known: after a new record the next one is booked at once, and that says whether it was known. */
function createBookOrFind(rows: MirroredSql) {
  let wasNew = false
  return (feed: Feed, row: Omit<MirroredRow, 'missing'>): { before: MirroredRow | null; isBooked: boolean } => {
    const isBooked = wasNew && rows.add(feed, row)
    const before = isBooked ? null : rows.find(feed, row.id)
    wasNew = before === null
    return { before, isBooked }
  }
}

const isSame = (a: MirroredRow, b: Omit<MirroredRow, 'missing'>): boolean =>
  a.version === b.version && a.kept === b.kept && a.customerId === b.customerId && a.generation === b.generation

/** Written by `told` and `withdrawn` only, from a list of names. */
const namesIn = (kept: string | undefined): string[] =>
  kept === undefined || kept === '[]' ? [] : (JSON.parse(kept) as string[])
