import { z } from 'zod'
import type { VendureMapping } from '../config.ts'
import { customFields } from './list.ts'

const text = z.string().nullable().optional()
const CustomSchema = z.object({
  ...{ configurationId: text, configuration: text },
  agreedPrice: z.number().nullable().optional(),
})

/** An order as it has to be known to go on with it. */
export const OrderInShopSchema = z.object({
  ...{ id: z.string(), code: z.string(), state: z.string(), totalWithTax: z.number() },
  customer: z.object({ id: z.string(), emailAddress: z.string() }).nullable(),
  customFields: z.object({ externalRef: text, storeId: text }),
  lines: z.array(
    z.object({
      ...{ id: z.string(), quantity: z.int(), orderPlacedQuantity: z.int() },
      productVariant: z.object({ id: z.string(), sku: z.string() }),
      customFields: CustomSchema,
    }),
  ),
  payments: z
    .array(z.object({ state: z.string(), amount: z.number(), transactionId: text }))
    .nullable()
    .transform((payments) => payments ?? []),
  fulfillments: z
    .array(z.object({ id: z.string(), state: z.string(), method: z.string() }))
    .nullable()
    .transform((fulfillments) => fulfillments ?? []),
})
export type OrderInShop = z.infer<typeof OrderInShopSchema>
export type LineInShop = OrderInShop['lines'][number]

export function orderInShop({ order, orderLine }: VendureMapping): string {
  const { configurationId, configuration, agreedPrice } = orderLine
  return `id code state totalWithTax ${customFields({ ...order })} customer { id emailAddress }
    lines { id quantity orderPlacedQuantity productVariant { id sku }
      ${customFields({ configurationId, configuration, agreedPrice })} }
    payments { state amount transactionId } fulfillments { id state method }`
}
