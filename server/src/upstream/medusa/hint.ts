import type { Feed } from '@dangol/protocol/link.ts'
import { z } from 'zod'
import type { Hint } from '../connector.ts'
import { readSigned } from '../adapters/signed-message.ts'

/*
 * Medusa sends nothing by itself: a subscriber of the shop has to post its events. What it must send is ours to say:
 *
 *     POST <store>   x-dangol-signature: HMAC-SHA-256 of the bytes of the body, hexadecimal
 *     { "id": "<the same for the same delivery>", "topic": "order.placed", "data": { "id": "order_..." } }
 *
 * `data` is what Medusa gives to subscribers: ids alone, of one thing or of several.
 */

const SIGNATURE = 'x-dangol-signature'
const TOUCHED_MAX = 100

const id = z.string().min(1).max(120)
const DataSchema = z.object({ id: id.optional(), order_id: id.optional(), inventory_item_id: id.optional() })
const MessageSchema = z.object({
  id,
  topic: z.string().max(120),
  data: z.union([DataSchema, z.array(DataSchema).max(TOUCHED_MAX)]),
})
type Data = z.infer<typeof DataSchema>

/** Reads a message over its raw bytes; null for one that was not signed with the secret, or says nothing that is understood. */
export function readHint(
  secret: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: Uint8Array,
): Hint | null {
  const message = MessageSchema.safeParse(readSigned(secret, { body, signature: headers[SIGNATURE], as: 'hex' }))
  if (!message.success) return null
  const { topic, data } = message.data
  const touched = [data].flat().flatMap((one) => touchedBy(topic, one))
  return { id: message.data.id, topic, touched }
}

/** Which record an event is about: of payments and shipments the id is of a thing that no feed tells. */
function touchedBy(topic: string, data: Data): { feed: Feed; id: string }[] {
  const of = (feed: Feed, one: string | undefined) => (one === undefined ? [] : [{ feed, id: one }])
  if (data.order_id !== undefined) return of('orders', data.order_id)
  if (topic.startsWith('order.')) return of('orders', data.id)
  if (topic.startsWith('customer.')) return of('customers', data.id)
  if (topic.includes('product-variant.')) return of('products', data.id)
  if (topic.includes('inventory-level.')) return of('stock', data.inventory_item_id)
  return []
}
