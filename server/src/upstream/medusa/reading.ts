import { z } from 'zod'
import type { FeedPage, Paged } from '../connector.ts'
import { silence } from '../adapters/halt.ts'
import { judge } from '../adapters/judge.ts'
import type { Admin, Query } from './admin.ts'
import { beginAt, nextPlace, timeQuery, TimePlaceSchema } from './by-time.ts'
import type { TimedRow } from './by-time.ts'
import { listRows } from './listing.ts'
import type { Listed } from './listing.ts'
import type { MedusaFeed, Plan } from './plans.ts'
import { nextInRound, roundQuery } from './round.ts'
import type { RoundPlace } from './round.ts'

/** A write is stamped when it begins and seen when it ends; one that takes longer than this is found by the comparison. */
const OVERLAP_MS = 30_000
/** The shop's clock is told in whole seconds. */
const TICK_MS = 1_000
/** An order with its documents is some ten kilobytes. */
export const PAGE_MAX = 200

/** A window over what changed, closed by the shop's clock as its first page came. */
export const WindowSchema = z.strictObject({ untilMs: z.int().nullable(), place: TimePlaceSchema })
export type Window = z.infer<typeof WindowSchema>
export const IdPlaceSchema = z.strictObject({ afterId: z.string(), sinceMs: z.int().nullable() })
export type IdPlace = z.infer<typeof IdPlaceSchema>

const IdSchema = z.object({ id: z.string() })
const StampSchema = IdSchema.extend({ updated_at: z.iso.datetime().transform((text) => Date.parse(text)) })

/** One feed of one shop. */
export interface Reading {
  readonly admin: Admin
  readonly feed: MedusaFeed
  readonly of: Plan
}

/** The next page of a window over what changed; its last one leads on to the next window. Throws `Halt`. */
export async function changedByTime({ admin, feed, of }: Reading, window: Window, o: Paged): Promise<FeedPage> {
  const limit = Math.min(o.limit, PAGE_MAX)
  const query = timeQuery('updated_at', window.place, window.untilMs)
  const { rows, shopNowMs } = await listOf(admin, of, { ...query, limit }, o.signal)
  const untilMs = window.untilMs ?? shopNowMs + TICK_MS
  const place = nextPlace(window.place, stampsOf(rows), limit)
  const next: Window = place === null ? windowFrom(untilMs - TICK_MS) : { untilMs, place }
  return { ...judge(feed, rows, of.map), cursor: JSON.stringify(next), more: place !== null, shopNowMs }
}

/** The next page of a round through everything. Throws `Halt`. */
export async function nextOfRound({ admin, feed, of }: Reading, place: RoundPlace, o: Paged): Promise<FeedPage> {
  const limit = Math.min(o.limit, PAGE_MAX)
  const { rows, shopNowMs, total } = await listOf(admin, of, roundQuery(place, limit), o.signal)
  const next = nextInRound(place, rows.map(idOf), limit, total)
  const cursor = JSON.stringify(next.place)
  return { ...judge(feed, rows, of.map), cursor, more: !next.isOver, shopNowMs, total }
}

/** The next page of everything, or of what `only` names, by id. Throws `Halt`. */
export async function walkById(
  { admin, feed, of }: Reading,
  place: IdPlace,
  o: Paged,
  only: Query = {},
): Promise<FeedPage> {
  const limit = Math.min(o.limit, PAGE_MAX)
  const since = place.sinceMs === null ? {} : { 'created_at[$gte]': new Date(place.sinceMs).toISOString() }
  const query = { ...only, ...since, 'id[$gt]': place.afterId, order: 'id', limit }
  const { rows, shopNowMs, total } = await listOf(admin, of, query, o.signal)
  const last = rows.length === limit ? rows.at(-1) : undefined
  const next: IdPlace = { ...place, afterId: last === undefined ? place.afterId : idOf(last) }
  const page = { ...judge(feed, rows, of.map), cursor: JSON.stringify(next), more: last !== undefined, shopNowMs }
  return place.afterId === '' ? { ...page, total } : page
}

export const listOf = (admin: Admin, of: Plan, query: Query, signal: AbortSignal): Promise<Listed> =>
  listRows(admin, of, { fields: of.fields, ...query }, signal)

export const windowFrom = (atMs: number): Window => ({ untilMs: null, place: beginAt(atMs - OVERLAP_MS) })

/** Without an id and a stamp no page leads on to the next: that is no shop of this version. Throws `Halt`. */
function partOf<S extends z.ZodType>(schema: S, row: unknown): z.infer<S> {
  const parsed = schema.safeParse(row)
  if (parsed.success) return parsed.data
  throw silence(`a row without ${parsed.error.issues[0]?.path.join('.') ?? 'shape'}`)
}
export const idOf = (row: unknown): string => partOf(IdSchema, row).id
const stampsOf = (rows: readonly unknown[]): TimedRow[] =>
  rows.map((row) => {
    const { id, updated_at } = partOf(StampSchema, row)
    return { id, atMs: updated_at }
  })
