import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { AdminApi, Said } from '../admin-api.ts'
import type { ShopifyMapping } from '../config.ts'
import { FIND_ORDER, NEWEST_ORDERS, OUR_ORDER } from '../documents/writes.ts'
import { BagSchema } from '../rows/reading.ts'
import { term } from '../search-query.ts'
import { ConnectionSchema } from '../feeds/source.ts'
import { wait } from '../wait.ts'

const OursSchema = z.object({
  id: z.string(),
  name: z.string(),
  sourceIdentifier: z.string().nullable(),
  totalPriceSet: BagSchema,
  lineItems: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean() }),
    nodes: z.array(
      z.object({
        sku: z.string().nullable(),
        quantity: z.int(),
        customAttributes: z.array(z.object({ key: z.string(), value: z.string().nullable() })),
        originalUnitPriceSet: BagSchema,
      }),
    ),
  }),
})
/** An order of ours, as the shop has it. */
export type Ours = z.infer<typeof OursSchema>

const FoundSchema = z.object({
  orders: z.object({ nodes: z.array(z.object({ id: z.string(), sourceIdentifier: z.string().nullable() })) }),
})
const OneSchema = z.object({ order: OursSchema.nullable() })
const NewSchema = z.object({
  id: z.string(),
  sourceIdentifier: z.string().nullable(),
  createdAt: z.iso.datetime({ offset: true }),
})

/**
 * How long a new order may be missing from a search, as far as is assumed: Shopify promises nothing. Two of these and eight calls have
 * to fit into the deadline of the outbox.
 */
export const INDEX_LAG_MS = 1_500
/** Looks after the first, each after such a wait. */
const LOOKS_AGAIN = 2
/** Of the list of the newest orders: further back every search has them. */
const NEWEST_MS = 600_000
const NEWEST_PAGE = 100
const NEWEST_PAGES_MAX = 5

type Look = Said<Ours | null>

/**
 * The order that has our key. One that was sent before is looked for again after a wait, in the search and in the list of the newest
 * orders, which is none: what is made a second time because a search was late would be in the shop twice.
 */
export async function findOrder(api: AdminApi, orderId: string, again: boolean, signal: AbortSignal): Promise<Look> {
  let look = await search(api, orderId, signal)
  for (let turn = 0; again && isNothing(look) && turn < LOOKS_AGAIN; turn += 1) {
    look = await newest(api, orderId, signal)
    if (!isNothing(look)) break
    const isInTime = await wait(api.timers, INDEX_LAG_MS, signal).then(
      () => true,
      () => false,
    )
    if (!isInTime) return { kind: 'unreachable', why: 'no time left to look again' }
    look = await search(api, orderId, signal)
  }
  return again && isNothing(look) ? newest(api, orderId, signal) : look
}

const isNothing = (look: Look): boolean => look.kind === 'answered' && look.value === null

async function search(api: AdminApi, orderId: string, signal: AbortSignal): Promise<Look> {
  const variables = { query: term('source_identifier', orderId) }
  const said = await api.ask({ document: FIND_ORDER, variables, schema: FoundSchema, signal })
  if (said.kind !== 'answered') return said
  const found = said.value.orders.nodes.find(({ sourceIdentifier }) => sourceIdentifier === orderId)
  return found === undefined ? { ...said, value: null } : read(api, found.id, signal)
}

async function newest(api: AdminApi, orderId: string, signal: AbortSignal): Promise<Look> {
  const sinceMs = api.shopNowMs() - NEWEST_MS
  let after: string | null = null
  for (let page = 0; page < NEWEST_PAGES_MAX; page += 1) {
    const variables: { first: number; after: string | null } = { first: NEWEST_PAGE, after }
    const said = await api.ask({
      document: NEWEST_ORDERS,
      variables,
      schema: z.object({ orders: ConnectionSchema.extend({ nodes: z.array(NewSchema) }) }),
      signal,
    })
    if (said.kind !== 'answered') return said
    const { nodes, pageInfo } = said.value.orders
    const ours = nodes.find(({ sourceIdentifier }) => sourceIdentifier === orderId)
    if (ours !== undefined) return read(api, ours.id, signal)
    const isPast = nodes.some(({ createdAt }) => Date.parse(createdAt) < sinceMs)
    if (isPast || !pageInfo.hasNextPage) return { ...said, value: null }
    after = pageInfo.endCursor
  }
  return { kind: 'unreachable', why: 'more new orders than can be looked through' }
}

async function read(api: AdminApi, id: string, signal: AbortSignal): Promise<Look> {
  const said = await api.ask({ document: OUR_ORDER, variables: { id }, schema: OneSchema, signal })
  return said.kind === 'answered' ? { ...said, value: said.value.order } : said
}

/**
 * Whether what the shop has is the order as the store placed it: each line with its units, its price and its configuration, and the
 * total. Not whose it is: customers are merged there.
 */
export function isSameOrder({ properties }: ShopifyMapping, ours: Ours, order: ShopOrder): boolean {
  const there = ours.lineItems.nodes.map(({ sku, quantity, customAttributes, originalUnitPriceSet: price }) => {
    const said = (name: string): string | null => customAttributes.find(({ key }) => key === name)?.value ?? null
    return [said(properties.sku) ?? sku, quantity, price.minor, price.currency, said(properties.configurationId)]
  })
  const here = order.lines.map(({ sku, quantity, unitPrice, configuration }) => {
    return [sku, quantity, unitPrice.minor, unitPrice.currency, configuration?.id ?? null]
  })
  const isWhole = !ours.lineItems.pageInfo.hasNextPage
  const { totalPriceSet: total } = ours
  const isTotal = total.minor === order.total.minor && total.currency === order.total.currency
  return isWhole && isTotal && spelled(there) === spelled(here)
}

const spelled = (lines: readonly (readonly unknown[])[]): string =>
  lines
    .map((line) => JSON.stringify(line))
    .toSorted()
    .join()
