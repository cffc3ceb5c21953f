import type { Currency } from '@dangol/domain/money/money.ts'
import type { Money } from '@dangol/domain/money/money.ts'
import type { OrderId } from '@dangol/domain/ids/ids.ts'
import { OrderIdSchema } from '@dangol/protocol/common.ts'
import type { ShopChange, ShopHistorySchema } from '@dangol/protocol/shop.ts'
import type { z } from 'zod'
import type { PeopleKeys } from '../people-keys.ts'
import { fit } from '../adapters/judge.ts'
import type { MapRow } from '../adapters/judge.ts'
import { Unfit } from '../adapters/unfit.ts'
import type { MedusaLink } from './config.ts'
import { isWalkIn } from './map-customer.ts'
import { currencyOf, toMinor } from './money.ts'
import { stateOf } from './order-state.ts'
import { OrderRowSchema } from './rows.ts'
import type { KeyedRow, OrderRow } from './rows.ts'

type History = z.infer<typeof ShopHistorySchema>['order']

export interface OrderMapping {
  readonly keys: PeopleKeys
  readonly storeId: string
  readonly link: Pick<MedusaLink, 'fields' | 'salesChannelId' | 'walkIn'>
}

const [TITLE_MAX, SKU_MAX, METHOD_MAX, STATE_MAX, TRACKING_MAX] = [300, 80, 60, 40, 80]

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

function historyOf(order: OrderRow, isOurs: boolean, { fields }: Pick<MedusaLink, 'fields'>): History {
  const currency = currencyOf(order.currency_code)
  if (currency === null) throw new Unfit('currency', order.currency_code)
  return {
    number: orderNumber(order),
    placedAt: order.created_at,
    channel: isOurs || typeof order.metadata[fields.orderId] === 'string' ? 'store' : 'web',
    state: stateOf(order),
    total: moneyOf(order.total, currency, 'total'),
    units: sum(order.items),
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

function paymentsOf(order: OrderRow, currency: Currency): NonNullable<History['payments']> {
  return order.payment_collections.flatMap(({ payments }) =>
    payments.map(({ id, provider_id, amount, captured_at, canceled_at }) => ({
      method: provider_id.slice(0, METHOD_MAX),
      state: (canceled_at ?? null) !== null ? 'canceled' : (captured_at ?? null) !== null ? 'captured' : 'authorized',
      amount: moneyOf(amount, currency, `amount of ${id}`),
    })),
  )
}

function shipmentsOf(order: OrderRow): NonNullable<History['shipments']> {
  return order.fulfillments.map(({ provider_id, labels, items, ...when }) => {
    const [state, at] = lastOf([
      ['canceled', when.canceled_at],
      ['delivered', when.delivered_at],
      ['shipped', when.shipped_at],
      ['packed', when.packed_at],
    ])
    return {
      state: state.slice(0, STATE_MAX),
      carrier: provider_id?.slice(0, METHOD_MAX) ?? null,
      tracking: labels?.[0]?.tracking_number?.slice(0, TRACKING_MAX) ?? null,
      at,
      units: sum(items),
    }
  })
}

function lastOf(steps: readonly (readonly [string, number | null | undefined])[]): readonly [string, number | null] {
  for (const [state, at] of steps) if (at !== null && at !== undefined) return [state, at]
  return ['created', null]
}

function moneyOf(amount: number | string, currency: Currency, what: string): Money {
  const minor = toMinor(amount, currency)
  if (minor === null) throw new Unfit('money', `${what}: ${amount} ${currency}`)
  return { minor, currency }
}

const sum = (of: readonly { readonly quantity: number }[]): number =>
  of.reduce((all, { quantity }) => all + quantity, 0)
const wordOf = (said: unknown): string => (typeof said === 'string' ? said : '')
