import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { MedusaLink } from '../config.ts'
import type { OrderRow } from '../rows.ts'

/** What is still to be done with an order that the shop has. */
export type Step =
  | { readonly kind: 'begin-payment'; readonly amount: number }
  | { readonly kind: 'pay'; readonly collectionId: string }
  | { readonly kind: 'drop-payment'; readonly collectionId: string }
  | { readonly kind: 'fulfil'; readonly items: readonly { readonly id: string; readonly quantity: number }[] }
  | { readonly kind: 'deliver'; readonly fulfillmentId: string }

const BegunSchema = z.object({ payment_collection: z.object({ id: z.string(), status: z.string() }) })

/**
 * The next step, told from how the order stands: whoever was broken off goes on from there, whatever had been heard. Null when the
 * order is paid, what was carried out has left the store, and nothing superfluous is open.
 */
export function nextStep(order: ShopOrder, row: OrderRow, link: Pick<MedusaLink, 'fields'>): Step | null {
  if (row.status === 'canceled') return null
  return paymentStep(row) ?? goodsStep(order, row, link)
}

/** The order after a step that the shop has taken, as far as the next step goes by it; null where only the shop can tell. */
export function afterStep(row: OrderRow, step: Step, answer: unknown): OrderRow | null {
  const collections = row.payment_collections
  switch (step.kind) {
    case 'begin-payment': {
      const begun = BegunSchema.safeParse(answer).data?.payment_collection
      return begun === undefined ? null : { ...row, payment_collections: [...collections, { ...begun, payments: [] }] }
    }
    case 'drop-payment':
      return { ...row, payment_collections: collections.filter(({ id }) => id !== step.collectionId) }
    case 'deliver': {
      const isIt = ({ id }: { readonly id: string }): boolean => id === step.fulfillmentId
      return { ...row, fulfillments: row.fulfillments.map((one) => (isIt(one) ? { ...one, delivered_at: 0 } : one)) }
    }
    case 'pay':
    case 'fulfil':
      return null
  }
}

/** A collection that was begun twice, because an answer was lost, is paid once; the other would leave the order half paid. */
function paymentStep(row: OrderRow): Step | null {
  const open = row.payment_collections.find(({ status }) => status === 'not_paid')
  const paid = row.payment_collections
    .flatMap(({ payments }) => payments)
    .filter(({ captured_at, canceled_at }) => (captured_at ?? null) !== null && (canceled_at ?? null) === null)
  const amount = Number(row.total)
  if (paid.length > 0 || amount === 0)
    return open === undefined ? null : { kind: 'drop-payment', collectionId: open.id }
  return open === undefined ? { kind: 'begin-payment', amount } : { kind: 'pay', collectionId: open.id }
}

function goodsStep(order: ShopOrder, row: OrderRow, { fields }: Pick<MedusaLink, 'fields'>): Step | null {
  const carried = row.items.filter(
    ({ metadata }) => order.lines[Number(metadata[fields.line])]?.fulfilment === 'carry-out',
  )
  const left = carried.filter(({ quantity, detail }) => detail.fulfilled_quantity < quantity)
  const [first] = left
  if (first !== undefined) {
    // Medusa refuses goods that are shipped and others in one fulfilment.
    const alike = left.filter(({ requires_shipping }) => requires_shipping === first.requires_shipping)
    const items = alike.map(({ id, quantity, detail }) => ({ id, quantity: quantity - detail.fulfilled_quantity }))
    return { kind: 'fulfil', items }
  }
  const ids = new Set(carried.map(({ id }) => id))
  const handed = row.fulfillments.find(
    ({ delivered_at, canceled_at, items }) =>
      (delivered_at ?? null) === null &&
      (canceled_at ?? null) === null &&
      items.every(({ line_item_id }) => ids.has(line_item_id ?? '')),
  )
  return handed === undefined ? null : { kind: 'deliver', fulfillmentId: handed.id }
}
