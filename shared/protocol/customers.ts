import { PURPOSES } from '@dangol/domain/customers/consent.ts'
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

/** One past order, as far as the consent `history.view` lets staff see it. */
export const HistoryOrderSchema = z.strictObject({
  number: z.string(),
  placedAt: InstantSchema,
  channel: z.enum(['web', 'store', 'import']),
  state: z.string(),
  total: MoneySchema,
  units: z.int(),
  lines: z.array(z.strictObject({ sku: z.string(), title: z.string(), quantity: z.int(), total: MoneySchema })),
})
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
