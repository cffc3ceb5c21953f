import { FULFILMENTS } from '@dangol/domain/carts/fulfilment.ts'
import { z } from 'zod'
import { CartLineIdSchema, ConfigurationIdSchema, LocalisedSchema, MoneySchema, SkuSchema } from './common.ts'
import { DatePromiseSchema } from './promises.ts'

export const FulfilmentSchema = z.enum(FULFILMENTS)

/** What a line is: a stocked SKU, or one revision of a configuration (whose canonical key is its SKU). */
export const CartItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('stocked'), sku: SkuSchema }),
  z.strictObject({ kind: z.literal('configured'), configurationId: ConfigurationIdSchema }),
])

export const CartLineViewSchema = z.strictObject({
  id: CartLineIdSchema,
  item: CartItemSchema,
  sku: SkuSchema,
  title: LocalisedSchema,
  quantity: z.int().min(1).max(99),
  unitPrice: MoneySchema,
  total: MoneySchema,
  fulfilment: FulfilmentSchema,
  /** Ways this line can reach the shopper, best first; carry-out only while the shelf has it. */
  fulfilments: z.array(FulfilmentSchema),
  promise: DatePromiseSchema,
  /** Set when the line can no longer be ordered as it stands. */
  problem: z.enum(['sold-out', 'configuration-invalid', 'configuration-incomplete']).nullable(),
})
export type CartLineView = z.infer<typeof CartLineViewSchema>

export const CartViewSchema = z.strictObject({
  lines: z.array(CartLineViewSchema),
  total: MoneySchema,
  units: z.int().nonnegative(),
})
export type CartView = z.infer<typeof CartViewSchema>
