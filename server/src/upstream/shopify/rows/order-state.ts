import type { OrderState } from '@dangol/domain/orders/states.ts'

/** Of an order, in any supported version of the schema. */
export const FULFILMENT_STATUSES = [
  'FULFILLED',
  'FULFILLMENT_NOT_REQUIRED',
  'IN_PROGRESS',
  'ON_HOLD',
  'OPEN',
  'PARTIALLY_FULFILLED',
  'PENDING_FULFILLMENT',
  'REQUEST_DECLINED',
  'RESTOCKED',
  'SCHEDULED',
  'UNFULFILLED',
] as const
export const SHIPMENT_STATUSES = ['CANCELLED', 'ERROR', 'FAILURE', 'OPEN', 'PENDING', 'SUCCESS'] as const
export const SHIPMENT_DISPLAYS = [
  'ATTEMPTED_DELIVERY',
  'CANCELED',
  'CARRIER_PICKED_UP',
  'CONFIRMED',
  'DELAYED',
  'DELIVERED',
  'FAILURE',
  'FULFILLED',
  'IN_TRANSIT',
  'LABEL_PRINTED',
  'LABEL_PURCHASED',
  'LABEL_VOIDED',
  'MARKED_AS_FULFILLED',
  'NOT_DELIVERED',
  'OUT_FOR_DELIVERY',
  'PICKED_UP',
  'READY_FOR_PICKUP',
  'SUBMITTED',
] as const

type Fulfilment = (typeof FULFILMENT_STATUSES)[number]
interface Shipment {
  readonly status: (typeof SHIPMENT_STATUSES)[number]
  readonly displayStatus: (typeof SHIPMENT_DISPLAYS)[number] | null
}
interface OrderSoFar {
  readonly cancelledAt: number | null
  readonly displayFulfillmentStatus: Fulfilment
  readonly fulfillments: readonly Shipment[]
}

/** Nothing of it has left the shop. Shopify has no word for being made; an order that came in is confirmed. */
const NOT_SENT: Readonly<Record<Exclude<Fulfilment, 'FULFILLED' | 'FULFILLMENT_NOT_REQUIRED'>, OrderState>> = {
  IN_PROGRESS: 'confirmed',
  ON_HOLD: 'confirmed',
  OPEN: 'confirmed',
  PARTIALLY_FULFILLED: 'confirmed',
  PENDING_FULFILLMENT: 'confirmed',
  REQUEST_DECLINED: 'confirmed',
  RESTOCKED: 'confirmed',
  SCHEDULED: 'confirmed',
  UNFULFILLED: 'confirmed',
}
const ARRIVED: readonly (string | null)[] = ['DELIVERED', 'PICKED_UP']

/** How far an order is, in the store's words. */
export function stateOf({ cancelledAt, displayFulfillmentStatus, fulfillments }: OrderSoFar): OrderState {
  if (cancelledAt !== null) return 'cancelled'
  if (displayFulfillmentStatus === 'FULFILLMENT_NOT_REQUIRED') return 'completed'
  if (displayFulfillmentStatus !== 'FULFILLED') return NOT_SENT[displayFulfillmentStatus]
  const standing = fulfillments.filter(({ status }) => status !== 'CANCELLED')
  if (standing.every(({ displayStatus }) => ARRIVED.includes(displayStatus))) return 'completed'
  return standing.some(({ displayStatus }) => displayStatus === 'READY_FOR_PICKUP') ? 'ready' : 'shipped'
}
