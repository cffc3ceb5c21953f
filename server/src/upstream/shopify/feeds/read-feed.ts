import { z } from 'zod'
import { answered } from '../../../shop-port.ts'
import type { ShopAnswer } from '../../../shop-port.ts'
import type { FeedPage, Paged } from '../../connector.ts'
import type { AdminApi, Said } from '../admin-api.ts'
import { NOW } from '../documents/probe.ts'
import type { Row } from '../rows/reading.ts'
import { changedIn } from '../search-query.ts'
import type { Batch, FeedSource, ListAsk } from './source.ts'

/**
 * Windows overlap by this: a search of Shopify lags behind its records, and its times are whole seconds. What comes again has the
 * same version and is no news.
 */
const OVERLAP_MS = 120_000

/**
 * A closed window of time, and how far it has been read. Inside it the platform's own cursor counts pages, so that nothing
 * slips when a record changes meanwhile: it leaves this window and is in the next.
 */
const WindowSchema = z.strictObject({
  sinceMs: z.int(),
  /** Null until it is opened. */
  untilMs: z.int().nullable(),
  /** The shop's clock when it was opened, where ours was ahead. */
  reachedMs: z.int().nullable(),
  part: z.int(),
  after: z.string().nullable(),
})
type Window = z.infer<typeof WindowSchema>
const PlaceSchema = z.strictObject({ part: z.int(), after: z.string().nullable() })

export interface FeedReader {
  changes(source: FeedSource, cursor: string | null, o: Paged): Promise<ShopAnswer<FeedPage>>
  sweep(source: FeedSource, after: string | null, o: Paged): Promise<ShopAnswer<FeedPage>>
  scan(source: FeedSource, after: string | null, o: Paged): Promise<ShopAnswer<FeedPage>>
  read(source: FeedSource, ids: readonly string[], signal: AbortSignal): Promise<ShopAnswer<FeedPage>>
}

/** Reads any feed: what changed in windows, everything in the order of ids, and single records. */
export function createFeedReader(api: AdminApi): FeedReader {
  const list = createPatientList()

  async function changes(source: FeedSource, cursor: string | null, o: Paged): Promise<ShopAnswer<FeedPage>> {
    if (cursor === null) return fromNowOn(api, o.signal)
    const window = WindowSchema.parse(JSON.parse(cursor))
    const untilMs = window.untilMs ?? api.shopNowMs()
    const query = changedIn({ sinceMs: window.sinceMs, untilMs })
    const said = await list(source, { ...window, ...o, query, order: 'changed' })
    if (said.kind !== 'answered') return answerOf(said)
    const reachedMs = window.reachedMs ?? Math.min(untilMs, said.shopNowMs)
    const next = nextWindow(source, { ...window, untilMs, reachedMs }, said.value)
    return page(source, said, { cursor: JSON.stringify(next), more: next.untilMs !== null })
  }

  async function all(source: FeedSource, query: string | null, after: string | null, o: Paged) {
    const place = after === null ? { part: 0, after: null } : PlaceSchema.parse(JSON.parse(after))
    const said = await list(source, { ...place, ...o, query, order: 'all' })
    if (said.kind !== 'answered') return answerOf(said)
    const next = said.value.more ? { ...place, after: said.value.after } : { part: place.part + 1, after: null }
    return page(source, said, { cursor: JSON.stringify(next), more: next.part < source.parts })
  }

  return {
    changes,
    sweep: (source, after, o) =>
      source.openQuery === null ? Promise.resolve(nothing(api)) : all(source, source.openQuery, after, o),
    async scan(source, after, o) {
      const first = await all(source, null, after, o)
      if (after !== null || first.kind !== 'answered') return first
      const total = (await source.count?.(o.signal)) ?? null
      return total === null ? first : { kind: 'answered', value: { ...first.value, total } }
    },
    read: (source, ids, signal) => readByIds(api, source, ids, signal),
  }
}

function nextWindow(source: FeedSource, window: Window & { reachedMs: number }, batch: Batch): Window {
  if (batch.more) return { ...window, after: batch.after }
  if (window.part + 1 < source.parts) return { ...window, part: window.part + 1, after: null }
  return openAt(window.reachedMs - OVERLAP_MS)
}

const openAt = (sinceMs: number): Window => ({ sinceMs, untilMs: null, reachedMs: null, part: 0, after: null })

async function fromNowOn(api: AdminApi, signal: AbortSignal): Promise<ShopAnswer<FeedPage>> {
  const said = await api.ask({ document: NOW, variables: {}, schema: z.object({ shop: z.object({}) }), signal })
  if (said.kind !== 'answered') return answerOf(said)
  return answered({ ...empty(said.shopNowMs), cursor: JSON.stringify(openAt(said.shopNowMs - OVERLAP_MS)) })
}

type Unpaged = Omit<ListAsk, 'first'> & { limit: number }

/** Lists as many at once as Shopify takes: a question that may bring too much is asked again by halves, and remembered. */
function createPatientList() {
  const pages = new Map<string, number>()
  return async (source: FeedSource, { limit, ...ask }: Unpaged): Promise<Said<Batch>> => {
    const { part, after, query, order, signal } = ask
    const name = `${source.feed} ${order}`
    for (;;) {
      const first = Math.max(1, Math.min(limit, pages.get(name) ?? source.pageMax[order]))
      const said = await source.list({ part, after, query, order, signal, first })
      if (!isTooDear(said) || first === 1) return said
      pages.set(name, Math.floor(first / 2))
    }
  }
}

const isTooDear = (said: Said<unknown>): boolean => said.kind === 'rejected' && said.code === 'MAX_COST_EXCEEDED'

/** Single records by their ids, as many at once as Shopify takes. */
export async function byIds(
  api: AdminApi,
  source: FeedSource,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Said<readonly unknown[]>> {
  const rows: unknown[] = []
  for (let from = 0, size = source.pageMax.changed; from < ids.length;) {
    const said = await source.byId(ids.slice(from, from + size), signal)
    if (isTooDear(said) && size > 1) {
      size = Math.floor(size / 2)
      continue
    }
    if (said.kind !== 'answered') return said
    rows.push(...said.value)
    from += size
  }
  return { kind: 'answered', value: rows, shopNowMs: api.shopNowMs(), apiVersion: null }
}

async function readByIds(
  api: AdminApi,
  source: FeedSource,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<ShopAnswer<FeedPage>> {
  const said = await byIds(api, source, ids, signal)
  if (said.kind !== 'answered') return answerOf(said)
  const rows = said.value.filter((raw) => raw !== null).flatMap(source.rows)
  const { told, gone, unusable } = sorted(rows)
  const asked = told.filter(({ id }) => ids.some((each) => isAbout(id, each)))
  const heard = new Set([...asked, ...gone, ...unusable].map(({ id }) => id))
  const missing = ids.filter((id) => ![...heard].some((each) => isAbout(each, id)))
  const more = missing.map((id) => ({ feed: source.feed, id }))
  return answered({ ...empty(api.shopNowMs()), told: asked, gone: [...gone, ...more], unusable })
}

/** A record asked for by itself, or by what holds it: a customer, or a product that its variants do not name. */
const isAbout = (rowId: string, asked: string): boolean =>
  rowId === asked || rowId.startsWith(`${asked}/`) || /\/Product\/\d+$/.test(asked)

function page(
  source: FeedSource,
  said: Extract<Said<Batch>, { kind: 'answered' }>,
  how: { cursor: string; more: boolean },
): ShopAnswer<FeedPage> {
  const rows = said.value.rows.flatMap(source.rows)
  return answered({ ...sorted(rows), ...how, shopNowMs: said.shopNowMs })
}

/** Rows by what became of them. */
export const sorted = (rows: readonly Row[]): Pick<FeedPage, 'told' | 'gone' | 'unusable'> => ({
  told: rows.flatMap((row) => (row.kind === 'told' ? [row.told] : [])),
  gone: rows.flatMap((row) => (row.kind === 'gone' ? [{ feed: row.feed, id: row.id }] : [])),
  unusable: rows.flatMap((row) => (row.kind === 'unusable' ? [row.unusable] : [])),
})

const empty = (shopNowMs: number): FeedPage => ({
  ...{ told: [], gone: [], unusable: [] },
  ...{ cursor: '', more: false, shopNowMs },
})
const nothing = (api: AdminApi): ShopAnswer<FeedPage> => answered(empty(api.shopNowMs()))

/** What a reader of the port is told of an answer that brought nothing. */
export const answerOf = (said: Exclude<Said<unknown>, { kind: 'answered' }>): ShopAnswer<never> =>
  said.kind === 'rejected' ? { kind: 'rejected', why: said.why } : { kind: 'unreachable', why: said.why }
