import type { Money } from '../money/money.ts'

/**
 * What a payment of a past order came to. 'released': what was set aside for it was let go again. 'none': it moved no money, or none
 * yet. 'unknown': the shop has a word of its own for it.
 */
export const PAYMENT_KINDS = ['paid', 'authorised', 'released', 'refunded', 'none', 'unknown'] as const
export type PaymentKind = (typeof PAYMENT_KINDS)[number]

/** How far a parcel is, or a hand-over at a counter. */
export const PARCEL_STAGES = ['packing', 'underway', 'to-collect', 'arrived', 'failed', 'cancelled', 'unknown'] as const
export type ParcelStage = (typeof PARCEL_STAGES)[number]

/** How a past order is paid, all its payments together. */
export const PAID_STATES = [
  'paid',
  'part-paid',
  'authorised',
  'unpaid',
  'part-refunded',
  'refunded',
  'unknown',
] as const
export type Paid = (typeof PAID_STATES)[number]

interface Payment {
  readonly kind: PaymentKind
  /** What went back to the shopper counts against what came: it is negative. */
  readonly amount: Money
}

/**
 * How an order is paid: what came is held against its total, what went back against what came. Where it hangs on a payment that
 * nobody here can read, or in another currency, it is 'unknown'.
 */
export function paidOf(total: Money, payments: readonly Payment[]): Paid {
  if (payments.some(({ amount }) => amount.currency !== total.currency)) return 'unknown'
  const has = (kind: PaymentKind) => payments.some((one) => one.kind === kind)
  const came = sumOf(payments, 'paid')
  const back = -sumOf(payments, 'refunded')
  if (back > 0 && back >= came) return has('unknown') ? 'unknown' : 'refunded'
  if (back > 0) return 'part-refunded'
  if (came >= total.minor) return 'paid'
  if (has('unknown')) return 'unknown'
  if (came > 0) return 'part-paid'
  return has('authorised') && !has('released') ? 'authorised' : 'unpaid'
}

const sumOf = (payments: readonly Payment[], kind: PaymentKind): number =>
  payments.reduce((sum, one) => (one.kind === kind ? sum + one.amount.minor : sum), 0)

/** Pieces that have left the shop, whether or not they have arrived. */
export const sentUnits = (parcels: readonly { readonly stage: ParcelStage; readonly units: number }[]): number =>
  parcels.reduce((sum, { stage, units }) => (HAS_LEFT.has(stage) ? sum + units : sum), 0)

const HAS_LEFT: ReadonlySet<ParcelStage> = new Set<ParcelStage>(['underway', 'to-collect', 'arrived'])

interface Shipment {
  readonly stage: ParcelStage
  readonly at: number | null
  readonly units: number
  readonly carrier: string | null
  readonly tracking: string | null
}
interface ToldOrder {
  readonly total: Money
  readonly payments?: readonly Payment[]
  readonly shipments?: readonly Shipment[]
}
interface Progress {
  paid?: Paid
  parcels?: {
    stage: ParcelStage
    at: number | null
    units: number
    carrier?: string | null
    tracking?: string | null
  }[]
}

/**
 * An order with how far it is, for whoever may see it; what the shop does not tell is absent. Carrier and tracking number, by which
 * anybody learns where somebody lives, only where `withTracking` says so.
 */
export function shownOrder<O extends ToldOrder>(
  { payments, shipments, ...head }: O,
  withTracking: boolean,
): Omit<O, 'payments' | 'shipments'> & Progress {
  const parcels = shipments?.map(({ stage, at, units, carrier, tracking }) => ({
    ...{ stage, at, units },
    ...(withTracking ? { carrier, tracking } : {}),
  }))
  return {
    ...head,
    ...(payments === undefined ? {} : { paid: paidOf(head.total, payments) }),
    ...(parcels === undefined ? {} : { parcels }),
  }
}
