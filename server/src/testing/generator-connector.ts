import type { CustomerId } from '@dangol/domain/ids/ids.ts'
import type { Feed, Reliability, Unusable } from '@dangol/protocol/link.ts'
import type { ShopAnswer } from '../shop-port.ts'
import type { CommerceConnector, FeedPage, Hint, Paged, Told } from '../upstream/connector.ts'
import { createPeopleKeys } from '../upstream/people-keys.ts'
import type { PeopleKeys } from '../upstream/people-keys.ts'
import { isOpenOrder } from './generated-rows.ts'
import type { GeneratedFeed, GeneratedRecord } from './generated-rows.ts'
import { createShelves, FEEDS } from './generated-shelves.ts'
import type { Shelves } from './generated-shelves.ts'

export interface GeneratedSize {
  readonly seed: number
  readonly customers: number
  readonly orders?: number
  readonly configurations?: number
  readonly carts?: number
  readonly products?: number
  readonly stock?: number
  readonly linesPerOrder?: number
  /** All reliable by default. */
  readonly reliability?: Partial<Record<GeneratedFeed, Reliability>>
}

/** Whether the feed of changes says that something happened. */
export type Saying = 'told' | 'unsaid'

/** How the line to a generated shop is. */
interface Line {
  /** False: nothing is answered. */
  isReachable: boolean
  /** Questions until one gets no answer; null for never. */
  failsIn: number | null
}

/** A shop of any size out of a seed, which a test changes from the other side. */
export interface GeneratedShop {
  readonly connector: CommerceConnector
  readonly keys: PeopleKeys
  readonly line: Line
  readonly alias: (customer: number) => CustomerId
  /** Usable rows as they stand now. */
  rows(feed: GeneratedFeed): Told[]
  unusable(feed: GeneratedFeed): readonly Unusable[]
  add(feed: GeneratedFeed, of: number, saying?: Saying): string
  change(feed: GeneratedFeed, id: string, saying?: Saying): void
  /** It is another customer's from now on; a product gets another SKU. */
  give(feed: GeneratedFeed, id: string, to: number, saying?: Saying): void
  remove(feed: GeneratedFeed, id: string, saying?: Saying): void
  spoil(feed: GeneratedFeed, id: string, isSpoilt: boolean, saying?: Saying): void
  hint(delivery: string, ...touched: Hint['touched']): Hint
}

export function createGeneratedShop(size: GeneratedSize): GeneratedShop {
  const keys = createPeopleKeys('ab'.repeat(32), 'vendure', 'small')
  const aliases: CustomerId[] = []
  const alias = (n: number): CustomerId => (aliases[n] ??= keys.alias(String(n)))
  const making = { seed: size.seed, customers: size.customers, linesPerOrder: size.linesPerOrder ?? 2, alias, keys }
  const shelves = createShelves(making, (feed) => size[feed] ?? 0)
  const line: Line = { isReachable: true, failsIn: null }

  const put = (feed: Feed, n: number, now: GeneratedRecord | null, saying: Saying): void => {
    shelves.of(feed).changed.set(n, now)
    if (saying === 'told') shelves.of(feed).log.push(n)
  }
  type To = (one: GeneratedRecord) => GeneratedRecord | null
  const alter = (feed: Feed, id: string, saying: Saying, to: To): void => {
    const one = shelves.record(feed, Number(id))
    if (one !== null) put(feed, one.n, to(one), saying)
  }
  const numbers = (feed: Feed) => shelves.present(feed).map(({ n }) => n)
  return {
    ...{ keys, alias, line },
    connector: { ...refusing(size), ...createReads(shelves, line) },
    rows: (feed) => [...shelves.page(feed, numbers(feed)).told],
    unusable: (feed) => shelves.page(feed, numbers(feed)).unusable,
    add(feed, of, saying = 'told') {
      const n = shelves.of(feed).count
      shelves.of(feed).count += 1
      put(feed, n, { n, revision: 0, of }, saying)
      return String(n)
    },
    change: (feed, id, saying = 'told') => alter(feed, id, saying, (one) => ({ ...one, revision: one.revision + 1 })),
    give: (feed, id, to, saying = 'told') => alter(feed, id, saying, (one) => ({ ...one, of: to })),
    remove: (feed, id, saying = 'told') => alter(feed, id, saying, () => null),
    spoil(feed, id, isSpoilt, saying = 'told') {
      const { spoilt } = shelves.of(feed)
      if (isSpoilt) spoilt.add(Number(id))
      else spoilt.delete(Number(id))
      alter(feed, id, saying, (one) => one)
    },
    hint: (id, ...touched) => ({ id, topic: 'changed', touched }),
  }
}

type Reads = Pick<CommerceConnector, 'changes' | 'sweep' | 'scan' | 'read' | 'readOf'>

function createReads(shelves: Shelves, line: Line): Reads {
  const answer = <T>(value: () => T, signal: AbortSignal): Promise<ShopAnswer<T>> => {
    const fails = !line.isReachable || signal.aborted || line.failsIn === 0
    if (line.failsIn !== null) line.failsIn = line.failsIn === 0 ? null : line.failsIn - 1
    return Promise.resolve(fails ? { kind: 'unreachable', why: 'cut' } : { kind: 'answered', value: value() })
  }
  const page = (feed: Feed, of: Iterable<number>): Omit<FeedPage, 'cursor' | 'more'> => ({
    ...shelves.page(feed, of),
    shopNowMs: 0,
  })
  /** Records that are there and are wanted, from a number on. */
  const walk = (
    feed: Feed,
    after: string | null,
    limit: number,
    wanted: (one: GeneratedRecord) => boolean,
  ): FeedPage => {
    const { count } = shelves.of(feed)
    const found: number[] = []
    let n = after === null ? 0 : Number(after) + 1
    for (; n < count && found.length < limit; n += 1) {
      const one = shelves.record(feed, n)
      if (one !== null && wanted(one)) found.push(n)
    }
    return { ...page(feed, found), cursor: String(n - 1), more: n < count, total: count }
  }
  const changes = (feed: Feed, cursor: string | null, { limit }: Paged): FeedPage => {
    const { log } = shelves.of(feed)
    const from = cursor === null ? log.length : Number(cursor)
    const to = Math.min(log.length, from + limit)
    return { ...page(feed, new Set(log.slice(from, to))), cursor: String(to), more: to < log.length }
  }
  const isOpen = (feed: Feed) => (one: GeneratedRecord) => feed !== 'orders' || isOpenOrder(one)
  return {
    changes: (feed, cursor, o) => answer(() => changes(feed, cursor, o), o.signal),
    sweep: (feed, after, { limit, signal }) => answer(() => walk(feed, after, limit, isOpen(feed)), signal),
    scan: (feed, after, { limit, signal }) => answer(() => walk(feed, after, limit, () => true), signal),
    read: (feed, ids, signal) => answer(() => ({ ...page(feed, ids.map(Number)), cursor: '', more: false }), signal),
    readOf: (feed, ref, { limit, signal }) =>
      answer(() => walk(feed, null, limit, (one) => String(one.of) === ref), signal),
  }
}

/** A shop that is only read. */
function refusing(size: GeneratedSize): Omit<CommerceConnector, keyof Reads> {
  const retry = () => Promise.resolve({ kind: 'retry', why: 'this shop is only read' } as const)
  const none = () => Promise.resolve({ kind: 'answered', value: [] } as const)
  const feeds = FEEDS.filter((feed) => size[feed] !== undefined)
  return {
    platform: 'vendure',
    capabilities: {
      feeds: Object.fromEntries(feeds.map((feed) => [feed, size.reliability?.[feed] ?? 'reliable'])),
      ...{ webhooks: true, configurations: true, consents: false, ownPrices: true, historyDays: null },
    },
    probe: () => Promise.resolve({ kind: 'answered', value: { version: '1', clockOffsetMs: 0, problems: [] } }),
    ...{ findCustomers: none, ordersOf: none, placeOrder: retry, saveConfiguration: retry, putConsents: retry },
    tidy: () => Promise.resolve({ kind: 'answered', value: 0 }),
    hint: () => null,
  }
}
