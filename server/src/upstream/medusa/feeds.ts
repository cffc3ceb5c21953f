import type { Feed } from '@dangol/protocol/link.ts'
import type { FeedPage, Paged } from '../connector.ts'
import { readCursor } from '../adapters/cursor.ts'
import { refusal } from '../adapters/halt.ts'
import { judge } from '../adapters/judge.ts'
import type { Admin } from './admin.ts'
import { listRows } from './listing.ts'
import { isMedusaFeed } from './plans.ts'
import type { MedusaFeed, Plan } from './plans.ts'
import {
  changedByTime,
  IdPlaceSchema,
  idOf,
  listOf,
  nextOfRound,
  PAGE_MAX,
  walkById,
  windowFrom,
  WindowSchema,
} from './reading.ts'
import type { Reading, Window } from './reading.ts'
import { ROUND_BEGIN, RoundPlaceSchema } from './round.ts'
import type { RoundPlace } from './round.ts'

/** Medusa ends no order by itself; of those older than this only the comparison and the feed tell. */
const OPEN_MAX_MS = 60 * 24 * 3_600_000
/** How many are read by their ids with one question: they stand in the address. */
const IDS_MAX = 50

export interface FeedsDeps {
  readonly admin: Admin
  readonly plans: Readonly<Record<MedusaFeed, Plan>>
}

/** Reads the shop's lists. Throws `Halt`. */
export function createFeeds({ admin, plans }: FeedsDeps) {
  const readingOf = (feed: Feed): Reading => {
    if (!isMedusaFeed(feed)) throw refusal(`this shop has no feed "${feed}"`)
    return { admin, feed, of: plans[feed] }
  }
  const clock = async ({ of }: Reading, signal: AbortSignal): Promise<number> =>
    (await listRows(admin, of, { fields: 'id', limit: 1 }, signal)).shopNowMs

  return {
    async changes(feed: Feed, cursor: string | null, o: Paged): Promise<FeedPage> {
      const reading = readingOf(feed)
      if (reading.of.by === 'time') {
        if (cursor !== null) return changedByTime(reading, readCursor(WindowSchema, cursor), o)
        const shopNowMs = await clock(reading, o.signal)
        return nothing(shopNowMs, windowFrom(shopNowMs))
      }
      if (cursor === null) return nothing(await clock(reading, o.signal), ROUND_BEGIN)
      // The rest of the round is for the next asking: a poll costs one page, however much there is in the shop.
      return { ...(await nextOfRound(reading, readCursor(RoundPlaceSchema, cursor), o)), more: false }
    },

    async sweep(feed: Feed, after: string | null, o: Paged): Promise<FeedPage> {
      const reading = readingOf(feed)
      if (reading.of.unsaid === null) return nothing(await clock(reading, o.signal), null)
      const place = after === null ? null : readCursor(IdPlaceSchema, after)
      const begin = place ?? { afterId: '', sinceMs: (await clock(reading, o.signal)) - OPEN_MAX_MS }
      return walkById(reading, begin, o, reading.of.unsaid)
    },

    async scan(feed: Feed, after: string | null, o: Paged): Promise<FeedPage> {
      const reading = readingOf(feed)
      if (reading.of.by === 'round') {
        return nextOfRound(reading, after === null ? ROUND_BEGIN : readCursor(RoundPlaceSchema, after), o)
      }
      const place = after === null ? { afterId: '', sinceMs: null } : readCursor(IdPlaceSchema, after)
      return walkById(reading, place, o)
    },

    async read(feed: Feed, ids: readonly string[], signal: AbortSignal): Promise<FeedPage> {
      const reading = readingOf(feed)
      const rows: unknown[] = []
      let shopNowMs = 0
      for (let at = 0; at < ids.length; at += IDS_MAX) {
        const some = ids.slice(at, at + IDS_MAX)
        const page = await listOf(admin, reading.of, { id: some, limit: IDS_MAX }, signal)
        rows.push(...page.rows)
        shopNowMs = page.shopNowMs
      }
      const there = new Set(rows.map(idOf))
      const gone = ids.filter((id) => !there.has(id)).map((id) => ({ feed, id }))
      const judged = judge(feed, rows, reading.of.map)
      return { ...judged, gone: [...judged.gone, ...gone], cursor: '', more: false, shopNowMs }
    },

    /** Of one customer, newest first. */
    async readOf(feed: Feed, customerRef: string, o: Paged): Promise<FeedPage> {
      if (feed !== 'orders') throw refusal(`this shop has no feed "${feed}"`)
      const of = plans.orders
      const limit = Math.min(o.limit, PAGE_MAX)
      const query = { customer_id: customerRef, order: '-created_at', limit }
      const { rows, shopNowMs, total } = await listOf(admin, of, query, o.signal)
      return { ...judge(feed, rows, of.map), cursor: '', more: total > rows.length, shopNowMs, total }
    },
  }
}

function nothing(shopNowMs: number, next: Window | RoundPlace | null): FeedPage {
  return { told: [], gone: [], unusable: [], cursor: JSON.stringify(next), more: false, shopNowMs }
}
