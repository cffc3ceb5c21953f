import type { Feed } from '@dangol/protocol/link.ts'
import { z } from 'zod'
import type { FeedPage, Paged } from '../../connector.ts'
import type { Call, Question } from '../call.ts'
import type { FactsDesk } from '../facts.ts'
import { readCursor } from '../../adapters/cursor.ts'
import { refusal } from '../../adapters/halt.ts'
import { judge } from '../../adapters/judge.ts'
import type { Judged } from '../../adapters/judge.ts'
import { windowFrom, WindowSchema, within } from './cursors.ts'
import type { Window } from './cursors.ts'
import { planOf } from './plans.ts'
import type { Plan, PlanDeps } from './plans.ts'
import { pageAt, PlaceSchema, sortOf, START, stepOn } from './walk.ts'

/** Vendure's own bound is 1,000; an order with its documents is some ten kilobytes. */
const PAGE_MAX = 250
/** How many are read by their ids with one question. */
const IDS_MAX = 100

const CLOCK = { document: '{ __typename }', answer: z.unknown() } satisfies Question<z.ZodType>

export interface FeedsDeps extends PlanDeps {
  readonly call: Call
  readonly facts: FactsDesk
}

type FeedOfCustomer = 'orders' | 'configurations' | 'carts'

/** Reads the shop's lists; each throws `Halt`. */
export interface Feeds {
  changes(feed: Feed, cursor: string | null, o: Paged): Promise<FeedPage>
  sweep(feed: Feed, after: string | null, o: Paged): Promise<FeedPage>
  scan(feed: Feed, after: string | null, o: Paged): Promise<FeedPage>
  read(feed: Feed, ids: readonly string[], signal: AbortSignal): Promise<FeedPage>
  readOf(feed: FeedOfCustomer, customerRef: string, o: Paged): Promise<FeedPage>
}

export function createFeeds(deps: FeedsDeps): Feeds {
  const plan = async (feed: Feed, signal: AbortSignal): Promise<Plan> => {
    const found = planOf(feed, deps, await deps.facts.known(signal))
    if (found === null) throw refusal(`this shop has no feed "${feed}"`)
    return found
  }
  return {
    async changes(feed, cursor, o) {
      const of = await plan(feed, o.signal)
      return cursor === null ? nothing(deps, o.signal) : changed(deps, { feed, of, cursor }, o)
    },
    async sweep(feed, after, o) {
      const of = await plan(feed, o.signal)
      if (of.unsaid === null) return nothing(deps, o.signal)
      return walk(deps, { feed, of, filter: of.unsaid, after }, o)
    },
    async scan(feed, after, o) {
      const of = await plan(feed, o.signal)
      const page = await walk(deps, { feed, of, filter: of.whole, after }, o)
      // What a comparison does not find is gone by that.
      return { ...page, gone: [] }
    },
    read: async (feed, ids, signal) => byIds(deps, { feed, of: await plan(feed, signal), ids }, signal),
    async readOf(feed, customerRef, o) {
      const of = await plan(feed, o.signal)
      const take = Math.min(o.limit, PAGE_MAX)
      const ask = feed === 'configurations' ? configurationsOf : ordersOf
      const { items, totalItems, shopNowMs } = await ask(deps, { feed, of, customerRef, take }, o.signal)
      return { ...judge(feed, items, of.map), cursor: '', more: totalItems > take, shopNowMs }
    },
  }
}

interface Reading {
  readonly feed: Feed
  readonly of: Plan
}

async function changed(
  deps: FeedsDeps,
  { feed, of, cursor }: Reading & { cursor: string },
  o: Paged,
): Promise<FeedPage> {
  const window = readCursor(WindowSchema, cursor)
  const limit = Math.min(o.limit, PAGE_MAX)
  const filter = { ...of.changed, updatedAt: within(window) }
  const options = { filter, sort: sortOf('by-change'), ...pageAt(window.place, limit) }
  const { items, shopNowMs } = await list(deps, of, options, o.signal)
  const { rows, next, more } = stepOn(window.place, { page: items, limit, order: 'by-change' })
  const until = window.until ?? shopNowMs
  const after: Window = more ? { since: window.since, until, place: next } : windowFrom(until)
  return { ...judge(feed, rows, of.map), cursor: JSON.stringify(after), more, shopNowMs }
}

type Walking = Reading & { readonly filter: Plan['whole']; readonly after: string | null }

async function walk(deps: FeedsDeps, { feed, of, filter, after }: Walking, o: Paged): Promise<FeedPage> {
  const place = after === null ? START : readCursor(PlaceSchema, after)
  const limit = Math.min(o.limit, PAGE_MAX)
  const options = { filter, sort: sortOf('by-id'), ...pageAt(place, limit) }
  const { items, totalItems, shopNowMs } = await list(deps, of, options, o.signal)
  const { rows, next, more } = stepOn(place, { page: items, limit, order: 'by-id' })
  return { ...judge(feed, rows, of.map), cursor: JSON.stringify(next), more, shopNowMs, total: totalItems }
}

async function byIds(
  deps: FeedsDeps,
  { feed, of, ids }: Reading & { ids: readonly string[] },
  signal: AbortSignal,
): Promise<FeedPage> {
  const page = await nothing(deps, signal)
  const found: Judged[] = []
  for (let at = 0; at < ids.length; at += IDS_MAX) {
    const some = ids.slice(at, at + IDS_MAX)
    const { items } = await list(deps, of, { filter: { id: { in: some } }, take: IDS_MAX }, signal)
    const judged = judge(feed, items, of.map)
    const there = new Set([...judged.told, ...judged.unusable].map(({ id }) => id))
    const missing = some.filter((id) => !there.has(id)).map((id) => ({ feed, id }))
    found.push({ ...judged, gone: [...judged.gone.filter((one) => one.feed !== feed), ...missing] })
  }
  const all = <K extends keyof Judged>(part: K) => found.flatMap((one): Judged[K][number][] => [...one[part]])
  return { ...page, cursor: '', told: all('told'), gone: all('gone'), unusable: all('unusable') }
}

interface OfCustomer extends Reading {
  readonly customerRef: string
  readonly take: number
}
interface Rows {
  readonly items: readonly unknown[]
  readonly totalItems: number
  readonly shopNowMs: number
}

function configurationsOf(deps: FeedsDeps, { of, customerRef, take }: OfCustomer, signal: AbortSignal): Promise<Rows> {
  const field = deps.mapping.savedConfigurations?.fields.customerId ?? 'customerId'
  const options = { filter: { [field]: { eq: customerRef } }, sort: { updatedAt: 'DESC' }, take }
  return list(deps, of, options, signal)
}

/** Newest first. Nothing of a customer whom the shop does not have. */
async function ordersOf(
  deps: FeedsDeps,
  { feed, of, customerRef, take }: OfCustomer,
  signal: AbortSignal,
): Promise<Rows> {
  const question = feed === 'orders' ? deps.reading.ordersOf : deps.reading.cartsOf
  const options = { filter: of.whole, sort: { orderPlacedAt: 'DESC', id: 'DESC' }, take }
  const { value, shopNowMs } = await deps.call(question, { id: customerRef, options }, signal)
  return { ...(value.customer?.list ?? { items: [], totalItems: 0 }), shopNowMs }
}

async function list(deps: FeedsDeps, of: Plan, options: unknown, signal: AbortSignal): Promise<Rows> {
  const heard = await deps.call(of.question, { options }, signal)
  return { ...heard.value.list, shopNowMs: heard.shopNowMs }
}

/** From now on, by the shop's clock. */
async function nothing({ call }: FeedsDeps, signal: AbortSignal): Promise<FeedPage> {
  const { shopNowMs } = await call(CLOCK, {}, signal)
  return { told: [], gone: [], unusable: [], cursor: JSON.stringify(windowFrom(shopNowMs)), more: false, shopNowMs }
}
