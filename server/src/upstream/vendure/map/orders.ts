import type { OrderState } from '@dangol/domain/orders/states.ts'
import { ConfigurationIdSchema, OrderIdSchema } from '@dangol/protocol/common.ts'
import type { PastOrder, ShopCartSchema, ShopChange } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { PeopleKeys } from '../../people-keys.ts'
import type { ShopMoney } from '../money.ts'
import { fit } from '../../adapters/judge.ts'
import type { MapRow } from '../../adapters/judge.ts'
import { Unfit } from '../../adapters/unfit.ts'
import { paymentsOf, PaymentRowSchema, shipmentOf, ShipmentRowSchema } from './progress.ts'

type Cart = z.infer<typeof ShopCartSchema>

export interface OrdersMapping {
  readonly keys: PeopleKeys
  readonly money: ShopMoney
  readonly storeId: string
  readonly walkInEmail: string
}

/** What Vendure's own order process calls them; a process that was changed has states that nobody here knows. */
const STATES: Readonly<Record<string, OrderState>> = {
  PaymentAuthorized: 'confirmed',
  PaymentSettled: 'confirmed',
  PartiallyShipped: 'confirmed',
  Shipped: 'shipped',
  PartiallyDelivered: 'shipped',
  Delivered: 'completed',
  Modifying: 'confirmed',
  ArrangingAdditionalPayment: 'confirmed',
  Cancelled: 'cancelled',
}
/** Of an order that nobody has placed yet. */
const UNPLACED = new Set(['Created', 'Draft', 'AddingItems', 'ArrangingPayment'])
/** Nothing more happens to it by itself. */
export const FINAL_STATES: readonly string[] = ['Delivered', 'Cancelled']

const instant = z.string().transform((said, context) => {
  const atMs = Date.parse(said)
  if (!Number.isNaN(atMs)) return atMs
  context.addIssue({ code: 'custom', message: 'no instant' })
  return z.NEVER
})
const text = z.string().nullable().optional()
const LineSchema = z.object({
  quantity: z.int(),
  linePriceWithTax: z.number(),
  productVariant: z.object({ sku: z.string(), name: z.string() }),
  customFields: z.object({ configurationId: text }).optional(),
})
const customer = z.object({ id: z.string(), emailAddress: z.string() }).nullable()
const OrderSchema = z.object({
  ...{ id: z.string(), code: z.string(), state: z.string(), active: z.boolean(), currencyCode: z.string(), customer },
  orderPlacedAt: instant.nullable(),
  totalWithTax: z.number(),
  customFields: z.object({ externalRef: text, storeId: text }),
  lines: z.array(LineSchema),
  payments: z.array(PaymentRowSchema).nullable(),
  fulfillments: z.array(ShipmentRowSchema.extend({ updatedAt: instant })).nullable(),
})
type OrderRow = z.infer<typeof OrderSchema>
const CartSchema = z.object({
  ...{ id: z.string(), active: z.boolean(), currencyCode: z.string(), updatedAt: instant, customer },
  lines: z.array(LineSchema),
})

const [TITLE_MAX, SKU_MAX] = [300, 80]

/** An order that was placed: history of whoever placed it, and news of one of ours. It is no cart any more. */
export function mapOrder({ keys, money, storeId, walkInEmail }: OrdersMapping): MapRow {
  return (row) => {
    const order = fit(OrderSchema, row, 'shape')
    if (order.active || order.orderPlacedAt === null || UNPLACED.has(order.state)) return null
    const state = STATES[order.state]
    if (state === undefined) throw new Unfit('state', `order state ${order.state}`)
    const owner = order.customer === null || isWalkIn(order.customer, walkInEmail) ? null : order.customer
    const customerId = owner === null ? null : keys.alias(owner.id)
    const changes: ShopChange[] = []
    if (customerId !== null) {
      const value = { customerId, order: historyOf(order, order.orderPlacedAt, state, money) }
      changes.push({ feed: 'history', value })
    }
    const ours = OrderIdSchema.safeParse(order.customFields.externalRef)
    if (ours.success && order.customFields.storeId === storeId) {
      changes.push({ feed: 'order-state', value: { orderId: ours.data, number: order.code, state } })
    }
    return { customerId, changes, gone: [{ feed: 'carts', id: order.id }] }
  }
}

function historyOf(order: OrderRow, placedAt: number, state: OrderState, money: ShopMoney): PastOrder {
  const ours = (amount: number) => money.ours(amount, order.currencyCode)
  const { externalRef, storeId } = order.customFields
  return {
    number: order.code,
    placedAt,
    channel: (externalRef ?? storeId ?? null) === null ? 'web' : 'store',
    state,
    total: ours(order.totalWithTax),
    units: order.lines.reduce((units, { quantity }) => units + quantity, 0),
    lines: order.lines.map(({ productVariant: { sku, name }, quantity, linePriceWithTax }) => ({
      ...{ sku: sku.slice(0, SKU_MAX), title: name.slice(0, TITLE_MAX), quantity },
      total: ours(linePriceWithTax),
    })),
    payments: paymentsOf(order.payments ?? [], ours),
    shipments: (order.fulfillments ?? []).map(shipmentOf),
  }
}

/** What somebody who is signed in has in the cart; a cart of nobody is of no interest, an empty one is none. */
export function mapCart({ keys, money, walkInEmail }: OrdersMapping): MapRow {
  return (row) => {
    const cart = fit(CartSchema, row, 'shape')
    if (!cart.active || cart.lines.length === 0) return 'gone'
    if (cart.customer === null || isWalkIn(cart.customer, walkInEmail)) return null
    const customerId = keys.alias(cart.customer.id)
    const lines = cart.lines.map((line): Cart['lines'][number] => {
      const configured = ConfigurationIdSchema.safeParse(line.customFields?.configurationId)
      return {
        sku: line.productVariant.sku.slice(0, SKU_MAX),
        title: line.productVariant.name.slice(0, TITLE_MAX),
        quantity: line.quantity,
        total: money.ours(line.linePriceWithTax, cart.currencyCode),
        configurationId: configured.success ? configured.data : null,
      }
    })
    const value: Cart = { id: cart.id, customerId, updatedAt: cart.updatedAt, lines }
    return { customerId, changes: [{ feed: 'cart', value }] }
  }
}

const isWalkIn = ({ emailAddress }: { emailAddress: string }, walkInEmail: string): boolean =>
  emailAddress.toLowerCase() === walkInEmail.toLowerCase()
