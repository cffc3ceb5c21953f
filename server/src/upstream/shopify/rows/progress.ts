import { negate } from '@dangol/domain/money/arithmetic.ts'
import type { ParcelStage, PaymentKind } from '@dangol/domain/orders/past-order.ts'
import type { PastOrder } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import { SHIPMENT_DISPLAYS, SHIPMENT_STATUSES } from './order-state.ts'
import { BagSchema, InstantRowSchema, StateSchema } from './reading.ts'

export const TransactionSchema = z.object({
  kind: z.string(),
  status: z.string(),
  gateway: z.string().nullable(),
  amountSet: BagSchema,
})
export const ShipmentSchema = z.object({
  status: StateSchema(SHIPMENT_STATUSES),
  displayStatus: StateSchema(SHIPMENT_DISPLAYS).nullable(),
  createdAt: InstantRowSchema,
  deliveredAt: InstantRowSchema.nullable(),
  totalQuantity: z.int().nonnegative(),
  trackingInfo: z.array(z.object({ company: z.string().nullable(), number: z.string().nullable() })),
})
type Transaction = z.infer<typeof TransactionSchema>
type Shipment = z.infer<typeof ShipmentSchema>

/** Of those that went well; one that did not moved nothing. */
const KINDS: Readonly<Record<string, PaymentKind>> = {
  SALE: 'paid',
  CAPTURE: 'paid',
  AUTHORIZATION: 'authorised',
  EMV_AUTHORIZATION: 'authorised',
  VOID: 'released',
  REFUND: 'refunded',
  CHANGE: 'none',
  SUGGESTED_REFUND: 'none',
}
const MOVED_NOTHING = new Set(['PENDING', 'AWAITING_RESPONSE', 'FAILURE', 'ERROR'])

const STAGES: Readonly<Record<(typeof SHIPMENT_DISPLAYS)[number], ParcelStage>> = {
  LABEL_PRINTED: 'packing',
  LABEL_PURCHASED: 'packing',
  LABEL_VOIDED: 'packing',
  CONFIRMED: 'packing',
  SUBMITTED: 'packing',
  MARKED_AS_FULFILLED: 'underway',
  FULFILLED: 'underway',
  CARRIER_PICKED_UP: 'underway',
  IN_TRANSIT: 'underway',
  DELAYED: 'underway',
  OUT_FOR_DELIVERY: 'underway',
  ATTEMPTED_DELIVERY: 'underway',
  READY_FOR_PICKUP: 'to-collect',
  DELIVERED: 'arrived',
  PICKED_UP: 'arrived',
  NOT_DELIVERED: 'failed',
  FAILURE: 'failed',
  CANCELED: 'cancelled',
}
/** Where no display says more. */
const BARE_STAGES: Readonly<Record<(typeof SHIPMENT_STATUSES)[number], ParcelStage>> = {
  ...{ SUCCESS: 'underway', OPEN: 'packing', PENDING: 'packing' },
  ...{ CANCELLED: 'cancelled', ERROR: 'failed', FAILURE: 'failed' },
}
const [METHOD_MAX, STATE_MAX, CARRIER_MAX, TRACKING_MAX] = [60, 40, 60, 80]

/** What went back to the shopper counts against what came. */
export const paymentOf = ({ kind, status, gateway, amountSet }: Transaction) => ({
  kind: kindOf(kind, status),
  method: (gateway ?? '').slice(0, METHOD_MAX),
  state: `${kind} ${status}`.toLowerCase().slice(0, STATE_MAX),
  amount: kind === 'REFUND' ? negate(amountSet) : amountSet,
})

function kindOf(kind: string, status: string): PaymentKind {
  if (MOVED_NOTHING.has(status)) return 'none'
  return status === 'SUCCESS' ? (KINDS[kind] ?? 'unknown') : 'unknown'
}

export const shipmentOf = (each: Shipment): NonNullable<PastOrder['shipments']>[number] => ({
  stage: each.displayStatus === null ? BARE_STAGES[each.status] : STAGES[each.displayStatus],
  state: (each.displayStatus ?? each.status).toLowerCase(),
  carrier: each.trackingInfo[0]?.company?.slice(0, CARRIER_MAX) ?? null,
  tracking: each.trackingInfo[0]?.number?.slice(0, TRACKING_MAX) ?? null,
  at: each.deliveredAt ?? each.createdAt,
  units: each.totalQuantity,
})
