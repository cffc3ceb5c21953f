import { z } from 'zod'
import type { Question } from '../call.ts'
import type { VendureMapping } from '../config.ts'
import { customFields, ListSchema } from './list.ts'

const listAnswer = z.object({ list: ListSchema })
type List = Question<typeof listAnswer>
const ofCustomerAnswer = z.object({ customer: z.object({ list: ListSchema }).nullable() })
type ListOfCustomer = Question<typeof ofCustomerAnswer>

/** Every question that reads, for one mapping. */
export type Reading = {
  readonly customers: List
  readonly orders: List
  readonly carts: List
  readonly variants: List
  readonly stock: List
  /** Null where the shop has no saved configurations. */
  readonly configurations: List | null
  readonly ordersOf: ListOfCustomer
  readonly cartsOf: ListOfCustomer
}

export function readingOf(mapping: VendureMapping): Reading {
  const order = orderFields(mapping)
  const cart = cartFields(mapping)
  const list = (name: string, type: string, fields: string): List => ({
    document: `query($options: ${type}ListOptions) { list: ${name}(options: $options) { totalItems items { ${fields} } } }`,
    answer: listAnswer,
  })
  const ofCustomer = (fields: string): ListOfCustomer => ({
    document: `query($id: ID!, $options: OrderListOptions) {
      customer(id: $id) { list: orders(options: $options) { totalItems items { ${fields} } } } }`,
    answer: ofCustomerAnswer,
  })
  return {
    customers: list('customers', 'Customer', customerFields(mapping)),
    orders: list('orders', 'Order', order),
    carts: list('orders', 'Order', cart),
    variants: list('productVariants', 'ProductVariant', VARIANT),
    stock: list('productVariants', 'ProductVariant', STOCK),
    configurations: configurations(mapping, list),
    ordersOf: ofCustomer(order),
    cartsOf: ofCustomer(cart),
  }
}

const customerFields = ({ customer }: VendureMapping): string => `
  id updatedAt firstName lastName emailAddress phoneNumber ${customFields({ ...customer })}
  addresses { id streetLine1 streetLine2 city province postalCode defaultShippingAddress }`

const orderFields = ({ order, orderLine }: VendureMapping): string => `
  id updatedAt code state active orderPlacedAt currencyCode totalWithTax ${customFields({ ...order })}
  customer { id emailAddress }
  lines { quantity linePriceWithTax productVariant { sku name } ${customFields({ configurationId: orderLine.configurationId })} }
  payments { method state amount refunds { state total } }
  fulfillments { state method trackingCode updatedAt lines { quantity } }`

const cartFields = ({ orderLine }: VendureMapping): string => `
  id updatedAt active currencyCode customer { id emailAddress }
  lines { quantity linePriceWithTax productVariant { sku name } ${customFields({ configurationId: orderLine.configurationId })} }`

const VARIANT = `
  id updatedAt sku enabled currencyCode priceWithTax translations { languageCode name }
  product { enabled translations { languageCode name } }`

const STOCK =
  'id updatedAt sku enabled product { enabled } stockLevels { stockOnHand stockAllocated stockLocation { id name } }'

function configurations(
  { savedConfigurations: saved }: VendureMapping,
  list: (name: string, type: string, fields: string) => List,
): List | null {
  if (saved === null) return null
  const { customerId, key, name, document, revision } = saved.fields
  const fields = Object.entries({ customerId, key, name, document, revision }).map(
    ([ours, theirs]) => `${ours}: ${theirs}`,
  )
  return list(saved.list, saved.type, `id updatedAt ${fields.join(' ')}`)
}
