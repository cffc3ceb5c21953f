import type { Feed } from '@dangol/protocol/link.ts'
import { z } from 'zod'
import type { AdminApi, Said } from '../admin-api.ts'
import type { Row } from '../rows/reading.ts'

export interface ListAsk {
  /** In Shopify's search syntax; null for all. */
  readonly query: string | null
  /** 'changed': in the order of their change where Shopify has one. */
  readonly order: 'changed' | 'all'
  /** Where a feed is in several lists, such as one per place: which, from 0. */
  readonly part: number
  readonly after: string | null
  readonly first: number
  readonly signal: AbortSignal
}
export interface Batch {
  readonly rows: readonly unknown[]
  readonly after: string | null
  readonly more: boolean
}

/** Where one feed comes from. */
export interface FeedSource {
  readonly feed: Feed
  readonly parts: number
  /**
   * Records asked for at once at most. Shopify charges a question for all that it may bring, and refuses one of more than 1,000
   * points: an object is one, a list as many as it is asked for.
   */
  readonly pageMax: Readonly<Record<ListAsk['order'], number>>
  /** What can still change without its time moving; null where a comparison has to do. */
  readonly openQuery: string | null
  list(ask: ListAsk): Promise<Said<Batch>>
  /** As they are now, in this order; null for what is no more. */
  byId(ids: readonly string[], signal: AbortSignal): Promise<Said<readonly unknown[]>>
  readonly rows: (raw: unknown) => readonly Row[]
  /** How many there are, where asking is cheap. */
  count?(signal: AbortSignal): Promise<number | null>
}

export const ConnectionSchema = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(z.unknown()),
})
export type Connection = z.infer<typeof ConnectionSchema>
export const NodesSchema = z.object({ nodes: z.array(z.unknown()) })

export const batchOf = ({ pageInfo, nodes }: Connection): Batch => ({
  rows: nodes,
  after: pageInfo.endCursor,
  more: pageInfo.hasNextPage,
})

/** The same answer with another value. */
export async function mapped<A, B>(said: Promise<Said<A>>, to: (value: A) => B): Promise<Said<B>> {
  const answer = await said
  return answer.kind === 'answered' ? { ...answer, value: to(answer.value) } : answer
}

/** Lists inside a record that one page has no room for are read to this many pages; a record with more is set aside. */
const NESTED_PAGES_MAX = 20

interface Nested {
  readonly api: AdminApi
  /** Asks for the rest, with `$id` and `$after`. */
  readonly document: string
  readonly root: 'order' | 'product'
  readonly field: 'lineItems' | 'variants'
  readonly signal: AbortSignal
}

/** The record with the list inside it whole; as it is where it cannot be read. */
async function whole(nested: Nested, raw: unknown): Promise<Said<unknown>> {
  const { api, document, root, field, signal } = nested
  const record = z.looseObject({ id: z.string(), [field]: ConnectionSchema }).safeParse(raw)
  const now = { shopNowMs: api.shopNowMs(), apiVersion: null }
  if (!record.success) return { kind: 'answered', value: raw, ...now }
  let list = record.data[field] as Connection
  for (let page = 0; page < NESTED_PAGES_MAX && list.pageInfo.hasNextPage; page += 1) {
    const schema = z.object({ [root]: z.object({ [field]: ConnectionSchema }) })
    const variables = { id: record.data['id'], after: list.pageInfo.endCursor }
    const said = await api.ask({ document, variables, schema, signal })
    if (said.kind !== 'answered') return said
    const more = said.value[root]?.[field]
    if (more === undefined) break
    list = { pageInfo: more.pageInfo, nodes: [...list.nodes, ...more.nodes] }
  }
  return { kind: 'answered', value: { ...record.data, [field]: list }, ...now }
}

/** The same for many, one after the other. */
export async function allWhole(nested: Nested, rows: readonly unknown[]): Promise<Said<readonly unknown[]>> {
  const done: unknown[] = []
  for (const row of rows) {
    const said = await whole(nested, row)
    if (said.kind !== 'answered') return said
    done.push(said.value)
  }
  return { kind: 'answered', value: done, shopNowMs: nested.api.shopNowMs(), apiVersion: null }
}
