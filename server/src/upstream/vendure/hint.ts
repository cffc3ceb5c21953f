import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Feed } from '@dangol/protocol/link.ts'
import type { Hint } from '../connector.ts'
import { readSigned } from '../adapters/signed-message.ts'

/** HMAC-SHA-256 over the raw body, in hexadecimal. Vendure has no messages of its own: this is what its plugin sends. */
export const SIGNATURE_HEADER = 'x-webhook-signature'

const id = z.union([z.string(), z.int()]).transform(String)
const ids = z.array(id).max(1_000)
const MessageSchema = z.object({
  topic: z.string().max(60),
  data: z.object({ id, customerId: id.nullable(), orderId: id, orderIds: ids, variantIds: ids }).partial().loose(),
})
type Data = z.infer<typeof MessageSchema>['data']
type Touched = Hint['touched']

const at = (feeds: readonly Feed[], of: readonly (string | null | undefined)[]): Touched =>
  of.flatMap((one) => ((one ?? null) === null ? [] : feeds.map((feed) => ({ feed, id: String(one) }))))

/** What each topic touches; of an order we are never sure whether it is still a cart. */
const TOPICS: Readonly<Record<string, (data: Data) => Touched>> = {
  customer: (data) => at(['customers'], [data.id]),
  'customer.address': (data) => at(['customers'], [data.customerId]),
  order: (data) => at(['orders', 'carts'], [data.id]),
  'order.line': (data) => at(['orders', 'carts'], [data.id]),
  'order.state': (data) => at(['orders', 'carts'], [data.id]),
  'order.placed': (data) => at(['orders', 'carts'], [data.id]),
  payment: (data) => at(['orders'], [data.orderId]),
  fulfillment: (data) => at(['orders'], data.orderIds ?? []),
  'fulfillment.state': (data) => at(['orders'], data.orderIds ?? []),
  refund: (data) => at(['orders'], [data.orderId]),
  stock: (data) => at(['stock'], data.variantIds ?? []),
  variant: (data) => at(['products', 'stock'], data.variantIds ?? []),
  configuration: (data) => at(['configurations'], [data.id]),
}

/**
 * A message of the shop: what to read again (U7). Its id is of its bytes, for only those are signed. Null for one that is not signed
 * with the secret, or that cannot be read.
 */
export function readHint(
  secret: string | null,
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
): Hint | null {
  if (secret === null) return null
  const message = MessageSchema.safeParse(readSigned(secret, { body, signature: headers[SIGNATURE_HEADER], as: 'hex' }))
  if (!message.success) return null
  const { topic, data } = message.data
  const digest = createHash('sha256').update(body).digest('hex').slice(0, 32)
  return { id: digest, topic, touched: TOPICS[topic]?.(data) ?? [] }
}
