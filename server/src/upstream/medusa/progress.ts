import { negate } from '@dangol/domain/money/arithmetic.ts'
import type { Currency, Money } from '@dangol/domain/money/money.ts'
import type { ParcelStage } from '@dangol/domain/orders/past-order.ts'
import type { PastOrder } from '@dangol/protocol/shop.ts'
import { Unfit } from '../adapters/unfit.ts'
import { toMinor } from './money.ts'
import type { OrderRow } from './rows.ts'

const [METHOD_MAX, TRACKING_MAX] = [60, 80]
/** Medusa's own provider, which is no carrier: somebody in the shop sends by hand. */
const BY_HAND = 'manual_manual'

/** Each payment, and after it what went back of it. Medusa has no word for a payment: its dates tell. */
export const paymentsOf = (order: OrderRow, currency: Currency): NonNullable<PastOrder['payments']> =>
  order.payment_collections.flatMap(({ payments }) =>
    payments.flatMap(({ id, provider_id, amount, captured_at, canceled_at, refunds }) => {
      const method = provider_id.slice(0, METHOD_MAX)
      const back = refunds.map((refund) => ({
        ...{ kind: 'refunded' as const, method, state: 'refunded' },
        amount: negate(moneyOf(refund.amount, currency, `amount of ${refund.id}`)),
      }))
      const standing = standingOf(captured_at ?? null, canceled_at ?? null)
      return [{ ...standing, method, amount: moneyOf(amount, currency, `amount of ${id}`) }, ...back]
    }),
  )

function standingOf(capturedAt: string | null, cancelledAt: string | null) {
  if (cancelledAt !== null) return { kind: 'none', state: 'canceled' } as const
  return capturedAt === null
    ? ({ kind: 'authorised', state: 'authorized' } as const)
    : ({ kind: 'paid', state: 'captured' } as const)
}

export const shipmentsOf = (order: OrderRow): NonNullable<PastOrder['shipments']> =>
  order.fulfillments.map(({ provider_id, labels, items, ...when }) => ({
    ...stepOf(when),
    carrier: provider_id === BY_HAND ? null : (provider_id?.slice(0, METHOD_MAX) ?? null),
    tracking: labels?.[0]?.tracking_number?.slice(0, TRACKING_MAX) ?? null,
    units: unitsOf(items),
  }))

type Times = Pick<OrderRow['fulfillments'][number], 'canceled_at' | 'delivered_at' | 'shipped_at' | 'packed_at'>

function stepOf(when: Times): { stage: ParcelStage; state: string; at: number | null } {
  const steps = [
    ['cancelled', 'canceled', when.canceled_at],
    ['arrived', 'delivered', when.delivered_at],
    ['underway', 'shipped', when.shipped_at],
    ['packing', 'packed', when.packed_at],
  ] as const
  for (const [stage, state, at] of steps) if (at !== null && at !== undefined) return { stage, state, at }
  return { stage: 'packing', state: 'created', at: null }
}

/** Throws Unfit for what is no amount of this currency. */
export function moneyOf(amount: number | string, currency: Currency, what: string): Money {
  const minor = toMinor(amount, currency)
  if (minor === null) throw new Unfit('money', `${what}: ${amount} ${currency}`)
  return { minor, currency }
}

export const unitsOf = (of: readonly { readonly quantity: number }[]): number =>
  of.reduce((all, { quantity }) => all + quantity, 0)
