import { z } from 'zod'
import type { Question } from '../call.ts'
import type { VendureMapping } from '../config.ts'
import { customFields } from './list.ts'
import { orderInShop, OrderInShopSchema } from './order-in-shop.ts'

const text = z.string().nullable().optional()

/** What is read only to write: the order by our key, what its lines stand for, whose it is and where it goes. */
export type Asking = ReturnType<typeof askingOf>

export function askingOf(mapping: VendureMapping) {
  const order = orderInShop(mapping)
  return {
    /** By any field of the order; the key of ours is one. */
    ordersBy: {
      document: `query($options: OrderListOptions) { orders(options: $options) { items { ${order} } } }`,
      answer: z.object({ orders: z.object({ items: z.array(OrderInShopSchema) }) }),
    } satisfies Question<z.ZodType>,
    variants: {
      document: `query($options: ProductVariantListOptions) { productVariants(options: $options) {
        items { id sku enabled product { enabled } } } }`,
      answer: z.object({
        productVariants: z.object({
          items: z.array(
            z.object({
              ...{ id: z.string(), sku: z.string(), enabled: z.boolean() },
              product: z.object({ enabled: z.boolean() }),
            }),
          ),
        }),
      }),
    } satisfies Question<z.ZodType>,
    stockOf: {
      document: `query($id: ID!) { productVariant(id: $id) { stockLevels { stockOnHand stockLocation { id } } } }`,
      answer: z.object({
        productVariant: z
          .object({
            stockLevels: z.array(z.object({ stockOnHand: z.int(), stockLocation: z.object({ id: z.string() }) })),
          })
          .nullable(),
      }),
    } satisfies Question<z.ZodType>,
    customer: {
      document: `query($id: ID!) { customer(id: $id) { id firstName lastName ${customFields({ consents: mapping.customer.consents })}
        addresses { id fullName company streetLine1 streetLine2 city province postalCode phoneNumber defaultShippingAddress
          country { code } } } }`,
      answer: z.object({
        customer: z
          .object({
            ...{ id: z.string(), firstName: z.string(), lastName: z.string() },
            customFields: z.object({ consents: text }).optional(),
            addresses: z.array(CustomerAddressSchema).nullable(),
          })
          .nullable(),
      }),
    } satisfies Question<z.ZodType>,
    shippingFor: {
      document: 'query($id: ID!) { methods: eligibleShippingMethodsForDraftOrder(orderId: $id) { id code } }',
      answer: z.object({ methods: z.array(z.object({ id: z.string(), code: z.string() })) }),
    } satisfies Question<z.ZodType>,
  }
}

const CustomerAddressSchema = z.object({
  id: z.string(),
  ...{ fullName: text, company: text, streetLine1: z.string(), streetLine2: text, city: text, province: text },
  ...{ postalCode: text, phoneNumber: text, defaultShippingAddress: z.boolean().nullable().optional() },
  country: z.object({ code: z.string() }),
})
export type CustomerAddress = z.infer<typeof CustomerAddressSchema>
