import type { OrderId } from '@dangol/domain/ids/ids.ts'
import { OrderIdSchema } from '@dangol/protocol/common.ts'
import type { PastOrder, ShopChange } from '@dangol/protocol/shop.ts'
import type { PeopleKeys } from '../people-keys.ts'
import { fit } from '../adapters/judge.ts'
import type { MapRow } from '../adapters/judge.ts'
import { Unfit } from '../adapters/unfit.ts'
import type { MedusaLink } from './config.ts'
import { isWalkIn } from './map-customer.ts'
import { currencyOf } from './money.ts'
import { stateOf } from './order-state.ts'
import { moneyOf, paymentsOf, shipmentsOf, unitsOf } from './progress.ts'
import { OrderRowSchema } from './rows.ts'
import type { KeyedRow, OrderRow } from './rows.ts'

export interface OrderMapping {
  readonly keys: PeopleKeys
  readonly storeId: string
  readonly link: Pick<MedusaLink, 'fields' | 'salesChannelId' | 'walkIn'>
}

const [TITLE_MAX, SKU_MAX] = [300, 80]

/** An order: history of whoever placed it, and news of one of ours. */
export function mapOrder({ keys, storeId, link }: OrderMapping): MapRow {
  return (row) => {
    const order = fit(OrderRowSchema, row, 'shape')
    const owner = isWalkIn(order.email, link) ? null : (order.customer_id ?? null)
    const customerId = owner === null ? null : keys.alias(owner)
    const ours = ourIdOf(order, { storeId, link })
    const changes: ShopChange[] = []
    if (customerId !== null) {
      changes.push({ feed: 'history', value: { customerId, order: historyOf(order, ours !== null, link) } })
    }
    if (ours !== null) {
      const value = { orderId: ours, number: orderNumber(order), state: stateOf(order) }
      changes.push({ feed: 'order-state', value })
    }
    return { customerId, changes }
  }
}

/**
 * The store's id of an order that this store placed; null for any other. Shoppers may write `metadata` of what they order, but
 * not into which sales channel: only what is in the channel of stores is ours.
 */
function ourIdOf(row: KeyedRow, { storeId, link }: Pick<OrderMapping, 'storeId' | 'link'>): OrderId | null {
  if (row.sales_channel_id !== link.salesChannelId || row.metadata[link.fields.storeId] !== storeId) return null
  const id = OrderIdSchema.safeParse(row.metadata[link.fields.orderId])
  return id.success ? id.data : null
}

export const orderNumber = ({ id, display_id, custom_display_id }: OrderRow): string =>
  custom_display_id ?? (display_id === null || display_id === undefined ? id : String(display_id))

function historyOf(order: OrderRow, isOurs: boolean, { fields }: Pick<MedusaLink, 'fields'>): PastOrder {
  const currency = currencyOf(order.currency_code)
  if (currency === null) throw new Unfit('currency', order.currency_code)
  return {
    number: orderNumber(order),
    placedAt: order.created_at,
    channel: isOurs || typeof order.metadata[fields.orderId] === 'string' ? 'store' : 'web',
    state: stateOf(order),
    total: moneyOf(order.total, currency, 'total'),
    units: unitsOf(order.items),
    lines: order.items.map((item) => ({
      sku: (item.variant_sku ?? wordOf(item.metadata[fields.sku])).slice(0, SKU_MAX),
      title: [item.title, item.subtitle].filter(Boolean).join(' · ').slice(0, TITLE_MAX),
      quantity: item.quantity,
      total: moneyOf(item.total, currency, `total of ${item.id}`),
    })),
    payments: paymentsOf(order, currency),
    shipments: shipmentsOf(order),
  }
}

const wordOf = (said: unknown): string => (typeof said === 'string' ? said : '')
