import type { ParcelStage, PaymentKind } from '@dangol/domain/orders/past-order.ts'
import { negate } from '@dangol/domain/money/arithmetic.ts'
import type { PastOrder } from '@dangol/protocol/shop.ts'
import type { Money } from '@dangol/domain/money/money.ts'
import { z } from 'zod'
import { CARRIED_OUT } from '../place/carried-out.ts'

const text = z.string().nullable().optional()

export const PaymentRowSchema = z.object({
  ...{ method: z.string(), state: z.string(), amount: z.number() },
  refunds: z.array(z.object({ state: z.string(), total: z.number() })).nullish(),
})
export const ShipmentRowSchema = z.object({
  ...{ state: z.string(), method: z.string(), trackingCode: text },
  lines: z.array(z.object({ quantity: z.int() })),
})
type PaymentRow = z.infer<typeof PaymentRowSchema>
type ShipmentRow = z.infer<typeof ShipmentRowSchema> & { readonly updatedAt: number }

/* What Vendure's own processes call them; processes that were changed have words that nobody here knows. */
const PAYMENTS: Readonly<Record<string, PaymentKind>> = {
  Created: 'none',
  Authorized: 'authorised',
  Settled: 'paid',
  Declined: 'none',
  Error: 'none',
  Cancelled: 'none',
}
const REFUNDS: Readonly<Record<string, PaymentKind>> = { Pending: 'none', Settled: 'refunded', Failed: 'none' }
const STAGES: Readonly<Record<string, ParcelStage>> = {
  Created: 'packing',
  Pending: 'packing',
  Shipped: 'underway',
  Delivered: 'arrived',
  Cancelled: 'cancelled',
}
const [METHOD_MAX, STATE_MAX, TRACKING_MAX] = [60, 40, 80]

/** Each payment, and after it what went back of it. */
export const paymentsOf = (
  rows: readonly PaymentRow[],
  ours: (amount: number) => Money,
): NonNullable<PastOrder['payments']> =>
  rows.flatMap(({ method: said, state, amount, refunds }) => {
    const method = said.slice(0, METHOD_MAX)
    const back = (refunds ?? []).map((refund) => ({
      ...{ kind: REFUNDS[refund.state] ?? 'unknown', method, state: `refund ${refund.state}`.slice(0, STATE_MAX) },
      amount: negate(ours(refund.total)),
    }))
    return [
      { kind: PAYMENTS[state] ?? 'unknown', method, state: state.slice(0, STATE_MAX), amount: ours(amount) },
      ...back,
    ]
  })

/** A hand-over at the till of a store is no parcel: it has neither carrier nor tracking number. */
export function shipmentOf({ state, method, trackingCode, updatedAt, lines }: ShipmentRow) {
  const isParcel = method !== CARRIED_OUT
  return {
    stage: STAGES[state] ?? ('unknown' as const),
    state: state.slice(0, STATE_MAX),
    carrier: isParcel ? named(method, METHOD_MAX) : null,
    tracking: isParcel ? named(trackingCode, TRACKING_MAX) : null,
    at: updatedAt,
    units: lines.reduce((units, { quantity }) => units + quantity, 0),
  }
}

const named = (said: string | null | undefined, max: number): string | null =>
  said === null || said === undefined || said === '' ? null : said.slice(0, max)
