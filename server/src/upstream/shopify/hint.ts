import type { Feed } from '@dangol/protocol/link.ts'
import { z } from 'zod'
import type { Hint } from '../connector.ts'
import { readSigned } from '../adapters/signed-message.ts'

const id = z.union([z.string(), z.int()]).transform(String)
const BodySchema = z.looseObject({
  id: id.optional(),
  admin_graphql_api_id: z.string().max(200).optional(),
  order_id: id.nullish(),
  inventory_item_id: id.optional(),
  customer: z.looseObject({ id: id.optional() }).nullish(),
})
type Body = z.infer<typeof BodySchema>
type Touched = Hint['touched'][number]

const gid = (type: string, of: string | null | undefined): string[] => (of ? [`gid://shopify/${type}/${of}`] : [])
const as = (feed: Feed, ids: readonly string[]): Touched[] => ids.map((each) => ({ feed, id: each }))
const own = (type: string, body: Body): string[] =>
  body.admin_graphql_api_id === undefined ? gid(type, body.id) : [body.admin_graphql_api_id]
const holder = (body: Body): Touched[] => {
  const ids = gid('Customer', body.customer?.id ?? body.id)
  return [...as('customers', ids), ...as('configurations', ids)]
}

/** What a message of a kind is about, by the first part of its topic; nothing of it is believed besides. */
const ABOUT: Readonly<Record<string, (body: Body) => Touched[]>> = {
  orders: (body) => as('orders', own('Order', body)),
  refunds: (body) => as('orders', gid('Order', body.order_id)),
  fulfillments: (body) => as('orders', gid('Order', body.order_id)),
  order_transactions: (body) => as('orders', gid('Order', body.order_id)),
  customers: holder,
  customers_marketing_consent: holder,
  checkouts: (body) => as('carts', gid('AbandonedCheckout', body.id)),
  products: (body) => as('products', own('Product', body)),
  // Without its own name a level cannot be asked for; the next poll brings it.
  inventory_levels: (body) => as('stock', body.admin_graphql_api_id === undefined ? [] : [body.admin_graphql_api_id]),
}

export interface HintDeps {
  /** Null where nothing is listened to. */
  readonly secret: string | null
  /** Of the shop: an app has one secret for all the shops that it is in. */
  readonly host: string
}

/**
 * Reads a message of Shopify over its raw bytes. The signature covers the body only: topic and shop are headers, so they decide what
 * is asked for again and nothing else. Null for what the shop has not signed.
 */
export function readHint(
  { secret, host }: HintDeps,
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
): Hint | null {
  if (secret === null) return null
  const said = readSigned(secret, { body, signature: headers['x-shopify-hmac-sha256'], as: 'base64' })
  const shop = headers['x-shopify-shop-domain']
  if (shop !== undefined && shop !== host) return null
  const topic = headers['x-shopify-topic'] ?? ''
  const eventId = headers['x-shopify-event-id'] ?? headers['x-shopify-webhook-id']
  const read = BodySchema.safeParse(said)
  if (eventId === undefined || !read.success) return null
  // One event is told under several topics, each of which says something of its own.
  return { id: `${topic} ${eventId}`, topic, touched: ABOUT[topic.split('/')[0] ?? '']?.(read.data) ?? [] }
}
