import { ORDER_STATES, UPSTREAM_STATES } from '@dangol/domain/orders/states.ts'
import { z } from 'zod'
import { FulfilmentSchema } from './carts.ts'
import {
  AssociateIdSchema,
  ConfigurationIdSchema,
  DeviceIdSchema,
  InstantSchema,
  LocalisedSchema,
  MoneySchema,
  OrderIdSchema,
  SkuSchema,
} from './common.ts'
import { DatePromiseSchema } from './promises.ts'

export const OrderStateSchema = z.enum(ORDER_STATES)
export const UpstreamStateSchema = z.enum(UPSTREAM_STATES)

export const OrderLineViewSchema = z.strictObject({
  sku: SkuSchema,
  title: LocalisedSchema,
  configurationId: ConfigurationIdSchema.nullable(),
  quantity: z.int(),
  unitPrice: MoneySchema,
  total: MoneySchema,
  fulfilment: FulfilmentSchema,
  promise: DatePromiseSchema,
})

/** An order placed in this store. Carries no customer: who may see it is decided by where it is sent. */
export const OrderViewSchema = z.strictObject({
  id: OrderIdSchema,
  /** Number to say aloud: 'S-0042'. */
  number: z.string(),
  placedAt: InstantSchema,
  state: OrderStateSchema,
  upstream: UpstreamStateSchema,
  /** The online shop's own number once it has the order. */
  upstreamNumber: z.string().nullable(),
  total: MoneySchema,
  units: z.int(),
  lines: z.array(OrderLineViewSchema),
  placedOn: DeviceIdSchema,
  /** The associate who placed or served it, if any. */
  associate: AssociateIdSchema.nullable(),
  /** False for an order without identity: the shopper pays and collects with the number. */
  member: z.boolean(),
})
export type OrderView = z.infer<typeof OrderViewSchema>
