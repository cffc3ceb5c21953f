import { OrderIdSchema } from '@dangol/protocol/common.ts'
import type { PastOrder as ToldOrder, ShopChange } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { PeopleKeys } from '../../people-keys.ts'
import type { ShopifyMapping } from '../config.ts'
import { FULFILMENT_STATUSES, stateOf } from './order-state.ts'
import { paymentOf, shipmentOf, ShipmentSchema, TransactionSchema } from './progress.ts'
import { BagSchema, InstantRowSchema, refused, StateSchema, tell } from './reading.ts'
import type { Row } from './reading.ts'

const AttributesSchema = z.array(z.object({ key: z.string(), value: z.string().nullable() }))
const LineSchema = z.object({
  sku: z.string().nullable(),
  title: z.string(),
  quantity: z.int(),
  customAttributes: AttributesSchema,
  discountedTotalSet: BagSchema,
})
const PastOrderSchema = z.object({
  id: z.string(),
  name: z.string(),
  processedAt: InstantRowSchema,
  cancelledAt: InstantRowSchema.nullable(),
  sourceName: z.string().nullable(),
  sourceIdentifier: z.string().nullable(),
  displayFulfillmentStatus: StateSchema(FULFILMENT_STATUSES),
  totalPriceSet: BagSchema,
  customer: z.object({ id: z.string() }).nullable(),
  /** Whole: what a page had no room for was read besides. */
  lineItems: z.object({ pageInfo: z.object({ hasNextPage: z.literal(false) }), nodes: z.array(LineSchema) }),
  transactions: z.array(TransactionSchema),
  fulfillments: z.array(ShipmentSchema),
})
type PastOrder = z.infer<typeof PastOrderSchema>

export interface OrderRowDeps {
  readonly keys: PeopleKeys
  readonly mapping: ShopifyMapping
}

/** An order: history of whoever placed it, and, where it is one of ours, how far the shop has moved it on. */
export function orderRow(deps: OrderRowDeps, row: unknown): Row {
  const read = PastOrderSchema.safeParse(row)
  if (!read.success) return refused('orders', row, read.error)
  const order = read.data
  const customerId = order.customer === null ? null : deps.keys.alias(order.customer.id)
  const changes: ShopChange[] = []
  if (customerId !== null) changes.push({ feed: 'history', value: { customerId, order: pastOrder(deps, order) } })
  const orderId = OrderIdSchema.safeParse(order.sourceIdentifier)
  if (order.sourceName === deps.mapping.sourceName && orderId.success)
    changes.push({
      feed: 'order-state',
      value: { orderId: orderId.data, number: order.name, state: stateOf(order) },
    })
  // Of nobody and not of this store: it may have been somebody's before.
  if (changes.length === 0) return { kind: 'gone', feed: 'orders', id: order.id }
  return tell('orders', order.id, customerId, changes)
}

/** An order for whoever asked; null for one that cannot be read. */
export function historyOrder(deps: OrderRowDeps, row: unknown): ToldOrder | null {
  const read = PastOrderSchema.safeParse(row)
  return read.success ? pastOrder(deps, read.data) : null
}

/** Orders at the till of Shopify itself are store orders as well. */
const SHOPIFY_TILL = 'pos'
const SKU_MAX = 80

function pastOrder({ mapping }: OrderRowDeps, order: PastOrder): ToldOrder {
  const lines = order.lineItems.nodes
  const isOfStore = order.sourceName === mapping.sourceName || order.sourceName === SHOPIFY_TILL
  return {
    number: order.name,
    placedAt: order.processedAt,
    channel: isOfStore ? 'store' : 'web',
    state: stateOf(order),
    total: order.totalPriceSet,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    lines: lines.map((line) => ({
      sku: skuOf(mapping, line).slice(0, SKU_MAX),
      title: line.title,
      quantity: line.quantity,
      total: line.discountedTotalSet,
    })),
    payments: order.transactions.map(paymentOf),
    shipments: order.fulfillments.map(shipmentOf),
  }
}

/** A configured product is called by the SKU that the store gave it, not by that of the variant that stands for its family. */
const skuOf = ({ properties }: ShopifyMapping, { sku, customAttributes }: z.infer<typeof LineSchema>): string =>
  customAttributes.find(({ key }) => key === properties.sku)?.value ?? sku ?? ''
