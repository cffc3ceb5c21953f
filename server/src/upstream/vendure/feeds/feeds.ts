import type { Feed } from '@dangol/protocol/link.ts'
import { z } from 'zod'
import type { FeedPage, Paged } from '../../connector.ts'
import type { Call, Heard, Question } from '../call.ts'
import type { FactsDesk } from '../facts.ts'
import { refusal } from '../halt.ts'
import { judge } from '../map/judge.ts'
import type { Judged } from '../map/judge.ts'
import { planOf } from './plans.ts'
import type { Plan, PlanDeps } from './plans.ts'
import { pageAt, PlaceSchema, sortOf, START, stepOn } from './walk.ts'

/** A write is stamped when it begins and seen when it ends; one that takes longer than this is found by the comparison. */
const OVERLAP_MS = 30_000
/** Vendure's own bound is 1,000; an order with its documents is some ten kilobytes. */
const PAGE_MAX = 250
/** How many are read by their ids with one question. */
const IDS_MAX = 100

/** A window over what changed, closed by the shop's clock as its first page came. */
const WindowSchema = z.strictObject({ since: z.int(), until: z.int().nullable(), place: PlaceSchema })
type Window = z.infer<typeof WindowSchema>

const CLOCK = { document: '{ __typename }', answer: z.unknown() } satisfies Question<z.ZodType>

export interface FeedsDeps extends PlanDeps {
  readonly call: Call
  readonly facts: FactsDesk
}

/** Reads the shop's lists. Throws `Halt`. */
export function createFeeds(deps: FeedsDeps) {
  const { call, facts } = deps
  const plan = async (feed: Feed, signal: AbortSignal): Promise<Plan> => {
    const found = planOf(feed, deps, await facts.known(signal))
    if (found === null) throw refusal(`this shop has no feed "${feed}"`)
    return found
  }
  const list = async (of: Plan, options: unknown, signal: AbortSignal) => {
    const heard = await call(of.question, { options }, signal)
    return { ...heard.value.list, shopNowMs: heard.shopNowMs }
  }

  async function walk(feed: Feed, filter: Plan['whole'], after: string | null, of: Plan, o: Paged): Promise<FeedPage> {
    const place = after === null ? START : read(PlaceSchema, after)
    const limit = Math.min(o.limit, PAGE_MAX)
    const { items, totalItems, shopNowMs } = await list(
      of,
      { filter, sort: sortOf('by-id'), ...pageAt(place, limit) },
      o.signal,
    )
    const { rows, next, more } = stepOn(place, { page: items, limit, order: 'by-id' })
    return { ...judge(feed, rows, of.map), cursor: JSON.stringify(next), more, shopNowMs, total: totalItems }
  }

  return {
    async changes(feed: Feed, cursor: string | null, o: Paged): Promise<FeedPage> {
      const of = await plan(feed, o.signal)
      if (cursor === null) return fromNowOn(await call(CLOCK, {}, o.signal))
      const window = read(WindowSchema, cursor)
      const limit = Math.min(o.limit, PAGE_MAX)
      const filter = { ...of.changed, updatedAt: within(window) }
      const options = { filter, sort: sortOf('by-change'), ...pageAt(window.place, limit) }
      const { items, shopNowMs } = await list(of, options, o.signal)
      const { rows, next, more } = stepOn(window.place, { page: items, limit, order: 'by-change' })
      const until = window.until ?? shopNowMs
      const after: Window = more ? { since: window.since, until, place: next } : startingAt(until)
      return { ...judge(feed, rows, of.map), cursor: JSON.stringify(after), more, shopNowMs }
    },

    async sweep(feed: Feed, after: string | null, o: Paged): Promise<FeedPage> {
      const of = await plan(feed, o.signal)
      return of.unsaid === null ? fromNowOn(await call(CLOCK, {}, o.signal)) : walk(feed, of.unsaid, after, of, o)
    },

    async scan(feed: Feed, after: string | null, o: Paged): Promise<FeedPage> {
      const of = await plan(feed, o.signal)
      const page = await walk(feed, of.whole, after, of, o)
      // What a comparison does not find is gone by that.
      return { ...page, gone: [] }
    },

    async read(feed: Feed, ids: readonly string[], signal: AbortSignal): Promise<FeedPage> {
      const of = await plan(feed, signal)
      const pages: Judged[] = []
      let shopNowMs = 0
      for (let at = 0; at < ids.length; at += IDS_MAX) {
        const some = ids.slice(at, at + IDS_MAX)
        const answer = await list(of, { filter: { id: { in: some } }, take: IDS_MAX }, signal)
        const found = judge(feed, answer.items, of.map)
        const there = new Set([...found.told, ...found.unusable].map(({ id }) => id))
        const gone = some.filter((id) => !there.has(id)).map((id) => ({ feed, id }))
        pages.push({ ...found, gone: [...found.gone.filter((one) => one.feed !== feed), ...gone] })
        shopNowMs = answer.shopNowMs
      }
      return { ...joined(pages), cursor: '', more: false, shopNowMs }
    },

    async readOf(feed: 'orders' | 'configurations' | 'carts', customerRef: string, o: Paged): Promise<FeedPage> {
      const of = await plan(feed, o.signal)
      const take = Math.min(o.limit, PAGE_MAX)
      const { list: rows, shopNowMs } = await rowsOf(feed, of, customerRef, { ...o, limit: take })
      return { ...judge(feed, rows.items, of.map), cursor: '', more: rows.totalItems > take, shopNowMs }
    },
  }

  async function rowsOf(feed: 'orders' | 'configurations' | 'carts', of: Plan, customerRef: string, o: Paged) {
    const take = o.limit
    if (feed === 'configurations') {
      const field = deps.mapping.savedConfigurations?.fields.customerId ?? 'customerId'
      const options = { filter: { [field]: { eq: customerRef } }, sort: { updatedAt: 'DESC' }, take }
      const { items, totalItems, shopNowMs } = await list(of, options, o.signal)
      return { list: { items, totalItems }, shopNowMs }
    }
    const question = feed === 'orders' ? deps.reading.ordersOf : deps.reading.cartsOf
    const options = { filter: of.whole, sort: { orderPlacedAt: 'DESC', id: 'DESC' }, take }
    const { value, shopNowMs } = await call(question, { id: customerRef, options }, o.signal)
    return { list: value.customer?.list ?? { items: [], totalItems: 0 }, shopNowMs }
  }
}

const startingAt = (since: number): Window => ({ since, until: null, place: START })

function fromNowOn({ shopNowMs }: Heard<unknown>): FeedPage {
  const cursor = JSON.stringify(startingAt(shopNowMs))
  return { told: [], gone: [], unusable: [], cursor, more: false, shopNowMs }
}

/** Vendure's bounds are strict, and its clock is told in whole seconds: what is left out at either end is in the overlap. */
const within = ({ since, until }: Window) => ({
  after: iso(since - OVERLAP_MS),
  ...(until === null ? {} : { before: iso(until + 1_000) }),
})
const iso = (atMs: number): string => new Date(atMs).toISOString()

/** Cursors are our own; one that cannot be read is of another version, and the feed is begun anew by whoever is told. */
function read<S extends z.ZodType>(schema: S, cursor: string): z.infer<S> {
  const parsed = schema.safeParse(jsonOf(cursor))
  if (parsed.success) return parsed.data
  throw refusal('the cursor is of another version')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const joined = (pages: readonly Judged[]): Judged => ({
  told: pages.flatMap(({ told }) => told),
  gone: pages.flatMap(({ gone }) => gone),
  unusable: pages.flatMap(({ unusable }) => unusable),
})
