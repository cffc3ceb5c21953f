import { PURPOSES } from '@dangol/domain/customers/consent.ts'
import { PAID_STATES, PARCEL_STAGES } from '@dangol/domain/orders/past-order.ts'
import { z } from 'zod'
import {
  CountSchema,
  CustomerIdSchema,
  DateSchema,
  InstantSchema,
  LangSchema,
  MoneySchema,
  PersonaIdSchema,
} from './common.ts'
import { ConfigurationViewSchema } from './configurations.ts'

export const PurposeSchema = z.enum(PURPOSES)
export const ConsentStateSchema = z.enum(['granted', 'denied', 'withdrawn', 'expired'])
export const ConsentsSchema = z.partialRecord(PurposeSchema, ConsentStateSchema)
export const PersonaSchema = z.strictObject({
  id: PersonaIdSchema,
  name: z.string().max(60),
  kind: z.enum(['self', 'work', 'family', 'gift']),
})

/** A parcel of a past order, or a hand-over at a counter. */
const HistoryParcelSchema = z.strictObject({
  stage: z.enum(PARCEL_STAGES),
  /** Since when it stands there, as far as the shop says. */
  at: InstantSchema.nullable(),
  units: z.int().nonnegative(),
  /** By which anybody learns where it goes; left out where that may not be known. */
  carrier: z.string().max(60).nullable().exactOptional(),
  tracking: z.string().max(80).nullable().exactOptional(),
})
export type HistoryParcel = z.infer<typeof HistoryParcelSchema>
/** How a past order is paid and sent, in the store's words; absent where the shop says nothing of it. */
export const OrderProgressSchema = z.strictObject({
  paid: z.enum(PAID_STATES).exactOptional(),
  parcels: z.array(HistoryParcelSchema).max(50).exactOptional(),
})
export type OrderProgress = z.infer<typeof OrderProgressSchema>

/** What every past order has. */
export const PastOrderHeadSchema = z.strictObject({
  number: z.string(),
  placedAt: InstantSchema,
  channel: z.enum(['web', 'store', 'import']),
  state: z.string(),
  total: MoneySchema,
  units: z.int(),
  lines: z.array(z.strictObject({ sku: z.string(), title: z.string(), quantity: z.int(), total: MoneySchema })),
})
/** One past order, as far as the consent `history.view` lets staff see it. */
export const HistoryOrderSchema = PastOrderHeadSchema.extend(OrderProgressSchema.shape)
export type HistoryOrder = z.infer<typeof HistoryOrderSchema>

/** The shopper's card on a tablet. Fields that no consent covers are absent, cut by the server and not by the screen. */
export const CustomerCardSchema = z.strictObject({
  customerId: CustomerIdSchema,
  /** Masked by rule: '김*지', 'E*** S.'. */
  maskedName: z.string(),
  lang: LangSchema,
  consents: ConsentsSchema,
  personas: z.array(PersonaSchema),
  configurations: z.array(ConfigurationViewSchema),
  /** Null without `history.view`. Newest first, at most 20 orders. */
  history: z
    .strictObject({
      orders: z.array(HistoryOrderSchema),
      orderCount: CountSchema,
      firstOrder: DateSchema.nullable(),
      lastOrder: DateSchema.nullable(),
    })
    .nullable(),
})
export type CustomerCard = z.infer<typeof CustomerCardSchema>

/** One line of a customer search. */
export const CustomerHitSchema = z.strictObject({
  customerId: CustomerIdSchema,
  maskedName: z.string(),
  /** Customer number as printed on letters and receipts; not a secret, not a key. */
  number: z.string(),
  lang: LangSchema,
  orderCount: CountSchema.nullable(),
})
export type CustomerHit = z.infer<typeof CustomerHitSchema>
