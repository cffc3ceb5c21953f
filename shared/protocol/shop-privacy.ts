import { z } from 'zod'
import { CustomerIdSchema, DeviceIdSchema, InstantSchema, LocalisedSchema, VisitIdSchema } from './common.ts'
import { PurposeSchema } from './customers.ts'
import { LevelSchema } from './visits.ts'

/*
 * The visit on the shopper's phone: that they were recognised ("that wasn't me"), and what the store used (visit receipt). The
 * store tells it through its outbox, so it may come late and arrives once in effect (key: the visit's id; the newest state counts).
 */

/** `PUT /store/v1/visits/:visitId`: once when somebody is recognised, and once when the visit is over. */
export const ShopVisitSchema = z.strictObject({
  visitId: VisitIdSchema,
  customerId: CustomerIdSchema,
  storeName: LocalisedSchema,
  kioskId: DeviceIdSchema,
  /** Key whose code was shown; null when the visit was approved or opened by an associate. */
  credId: z.string().nullable(),
  level: LevelSchema,
  startedAt: InstantSchema,
  endedAt: InstantSchema.nullable(),
  /** What the store used, and for which purpose. Fields by their name in `FIELDS` of the domain. */
  used: z.array(z.strictObject({ field: z.string().max(60), purpose: PurposeSchema.nullable() })).max(30),
  /** Given for this visit only. */
  granted: z.array(PurposeSchema).max(10),
  /** The shopper said "forget me now", or dropped the visit on the phone: the store kept nothing of it. */
  forgotten: z.literal(true).exactOptional(),
})
export type ShopVisit = z.infer<typeof ShopVisitSchema>

/** `GET /api/visits`: newest first, of the last 30 days. */
export const PhoneVisitSchema = ShopVisitSchema.omit({ customerId: true, forgotten: true }).extend({
  /** 'dropped': the shopper asked for it, and stores are told; 'disowned': "that wasn't me", the key is revoked. */
  state: z.enum(['kept', 'dropped', 'disowned']),
})
export type PhoneVisit = z.infer<typeof PhoneVisitSchema>
export const PhoneVisitsSchema = z.strictObject({ visits: z.array(PhoneVisitSchema) })
/** `POST /api/visits/:visitId` */
export const PhoneVisitAnswerSchema = z.strictObject({ answer: z.enum(['drop', 'not-me']) })

/** Feed 'visit-dropped': the store erases what it kept of the visit, and ends it when it is open. */
export const VisitDroppedSchema = z.strictObject({ visitId: VisitIdSchema, why: z.enum(['dropped', 'disowned']) })

/**
 * `POST /api/forget-me`: every store forgets the member; the account and the orders stay. `POST /api/remember-me` ends that, and so
 * does making a new key.
 */
export const ForgetMeSchema = z.strictObject({ confirm: z.literal(true) })

/**
 * `DELETE /api/me` erases the account, 204. It takes a code that `POST /api/me/erasure/code` has just sent to the member, or a passkey
 * (options of `POST /api/me/erasure/options`).
 */
export const EraseAccountSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('code'), code: z.string().regex(/^\d{6}$/) }),
  z.strictObject({ by: z.literal('passkey'), passkey: z.record(z.string(), z.unknown()) }),
])

/** `PUT /store/v1/erasures/:commandId`: somebody entitled erased the member in the store; the shop stops telling that store. */
export const ShopErasureSchema = z.strictObject({ commandId: z.string(), customerId: CustomerIdSchema })
