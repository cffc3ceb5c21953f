import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Feed, Unusable } from '@dangol/protocol/link.ts'
import type { FeedPage, Told } from '../upstream/connector.ts'
import type { PeopleKeys } from '../upstream/people-keys.ts'
import { toldVersion } from '../upstream/told-version.ts'
import { changesOf } from './generated-rows.ts'
import type { GeneratedFeed, GeneratedRecord } from './generated-rows.ts'

interface Shelf {
  count: number
  /** What is not as it was generated; null for what is gone. */
  readonly changed: Map<number, GeneratedRecord | null>
  readonly spoilt: Set<number>
  /** Numbers of records in the order in which the feed says that something happened to them. */
  readonly log: number[]
}

export const FEEDS: readonly GeneratedFeed[] = ['customers', 'orders', 'configurations', 'carts', 'products', 'stock']

/** What a generated shop has: every record as the seed says, but for what a test changed. */
export interface Shelves {
  of(feed: Feed): Shelf
  record(feed: Feed, n: number): GeneratedRecord | null
  present(feed: Feed): GeneratedRecord[]
  told(feed: Feed, one: GeneratedRecord): Told
  page(feed: Feed, numbers: Iterable<number>): Pick<FeedPage, 'told' | 'gone' | 'unusable'>
}

export interface Making {
  readonly seed: number
  readonly customers: number
  readonly linesPerOrder: number
  readonly alias: (n: number) => CustomerId
  readonly keys: PeopleKeys
}

export function createShelves(making: Making, countOf: (feed: GeneratedFeed) => number): Shelves {
  const shelves = new Map<Feed, Shelf>(FEEDS.map((feed) => [feed, shelfOf(countOf(feed))]))
  const of = (feed: Feed): Shelf => shelves.get(feed) ?? shelfOf(0)
  const record = (feed: Feed, n: number): GeneratedRecord | null => {
    const { count, changed } = of(feed)
    if (n < 0 || n >= count || !Number.isInteger(n)) return null
    const now = changed.get(n)
    return now === undefined ? { n, revision: 0, of: ownerOf(feed, n, making.customers) } : now
  }
  const told = (feed: Feed, one: GeneratedRecord): Told => {
    // Asked only of feeds that have a shelf.
    const changes = changesOf(feed as GeneratedFeed, one, making)
    const isPersonal = feed !== 'products' && feed !== 'stock'
    const customerId = isPersonal ? making.alias(feed === 'customers' ? one.n : one.of) : null
    return { feed, id: String(one.n), version: toldVersion(changes), customerId, changes }
  }
  return {
    ...{ of, record, told },
    present: (feed) => Array.from({ length: of(feed).count }, (_, n) => record(feed, n)).filter((one) => one !== null),
    page(feed, numbers) {
      const page = { told: [] as Told[], gone: [] as { feed: Feed; id: string }[], unusable: [] as Unusable[] }
      for (const n of numbers) {
        const one = record(feed, n)
        if (one === null) page.gone.push({ feed, id: String(n) })
        else if (of(feed).spoilt.has(n)) page.unusable.push({ feed, id: String(n), reason: 'state', detail: 'odd' })
        else page.told.push(told(feed, one))
      }
      return page
    },
  }
}

const shelfOf = (count: number): Shelf => ({ count, changed: new Map(), spoilt: new Set(), log: [] })

/** Spread over everybody, and for each a few. */
const ownerOf = (feed: Feed, n: number, customers: number): number =>
  feed === 'products' ? n : (n * 7_919) % Math.max(1, customers)
