import { END_REASONS, LEVELS } from '@dangol/domain/visits/level.ts'
import { z } from 'zod'
import { CartViewSchema } from './carts.ts'
import {
  AssociateIdSchema,
  CallIdSchema,
  CountSchema,
  CustomerIdSchema,
  DeviceIdSchema,
  InstantSchema,
  LangSchema,
  VisitIdSchema,
} from './common.ts'
import { ConfigurationViewSchema } from './configurations.ts'
import { ConsentsSchema, PersonaSchema } from './customers.ts'
import { OrderViewSchema } from './orders.ts'

export const LevelSchema = z.enum(LEVELS)
export const EndReasonSchema = z.enum(END_REASONS)

/** The visit as its own kiosk sees it. Never sent to any other device. */
export const VisitViewSchema = z.strictObject({
  id: VisitIdSchema,
  /** Rises by one per visit on this device; a message of another epoch is dropped. */
  epoch: z.int().positive(),
  deviceId: DeviceIdSchema,
  level: LevelSchema,
  lang: LangSchema,
  startedAt: InstantSchema,
  customer: z
    .strictObject({ maskedName: z.string(), personas: z.array(PersonaSchema), consents: ConsentsSchema })
    .nullable(),
  /** At level L3: until when the approval on the own phone counts, unless the visit ends before. */
  approvedUntil: InstantSchema.nullable(),
  /** Where a delivery would go, last line masked; only at level L3, and only on the kiosk that was approved. */
  address: z.string().max(200).nullable(),
  /** Nothing can be delivered: the retailer's shop knows no address of the shopper. Absent where it does, and where nobody knows. */
  noDelivery: z.literal('no-address').exactOptional(),
  /** 'fetching' while they are asked of the online shop; 'unavailable' when it cannot be reached. */
  configurationsState: z.enum(['ready', 'fetching', 'unavailable']),
  configurations: z.array(ConfigurationViewSchema),
  cart: CartViewSchema,
  orders: z.array(OrderViewSchema),
  servedBy: z.strictObject({ id: AssociateIdSchema, name: z.string() }).nullable(),
})
export type VisitView = z.infer<typeof VisitViewSchema>

/** The visit as the floor sees it: a name only with consent `assist.notify`. */
export const FloorVisitSchema = z.strictObject({
  id: VisitIdSchema,
  deviceId: DeviceIdSchema,
  level: LevelSchema,
  lang: LangSchema,
  startedAt: InstantSchema,
  /** Null without the consent: then the tablet says only that the kiosk is in use. */
  maskedName: z.string().nullable(),
  customerId: CustomerIdSchema.nullable(),
  configurationCount: CountSchema,
  cartUnits: CountSchema,
  step: z.enum(['browsing', 'configuring', 'cart', 'ordered']),
  servedBy: AssociateIdSchema.nullable(),
})
export type FloorVisit = z.infer<typeof FloorVisitSchema>

/** A call for a person, from a kiosk with or without a visit. */
export const HelpCallSchema = z.strictObject({
  id: CallIdSchema,
  deviceId: DeviceIdSchema,
  visitId: VisitIdSchema.nullable(),
  lang: LangSchema,
  calledAt: InstantSchema,
  answeredBy: z.strictObject({ id: AssociateIdSchema, name: z.string() }).nullable(),
})
export type HelpCall = z.infer<typeof HelpCallSchema>

/** How a visit ended: what was unfinished waits behind `parkedCode` for 24 hours. */
export const VisitEndSchema = z.strictObject({ reason: EndReasonSchema, parkedCode: z.string().nullable() })
export type VisitEnd = z.infer<typeof VisitEndSchema>
