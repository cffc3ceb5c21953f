import type { Row } from './answer.ts'

/** What the fake shop holds, in the shapes of the Admin API; `made` is when a record was made, `updated` when it last changed. */
export interface Customer {
  readonly id: string
  updated: string
  firstName: string | null
  lastName: string | null
  locale: string
  email: string | null
  marketingState: string
  phone: string | null
  addresses: readonly Row[]
  readonly metafields: Map<string, { value: string; digest: string }>
}
export interface Line {
  readonly sku: string | null
  readonly title: string
  readonly quantity: number
  readonly unit: string
  readonly attributes: readonly { key: string; value: string }[]
}
export interface Order {
  readonly id: string
  readonly name: string
  readonly made: string
  updated: string
  readonly processedAt: string
  cancelledAt: string | null
  readonly sourceName: string
  readonly sourceIdentifier: string | null
  status: string
  customer: string | null
  readonly lines: readonly Line[]
  readonly transactions: readonly Row[]
  fulfillments: readonly Row[]
  total: string
}
export interface Cart {
  readonly id: string
  updated: string
  completedAt: string | null
  readonly customer: string | null
  lines: readonly Line[]
}
export interface Product {
  readonly id: string
  updated: string
  title: string
  readonly productType: string
  status: string
  readonly variants: { readonly id: string; sku: string | null; title: string; price: string }[]
}
export interface Level {
  readonly id: string
  updated: string
  readonly sku: string
  readonly tracked: boolean
  readonly location: string
  onHand: number
  available: number
}

const bag = (amount: string, currencyCode: string): Row => ({ shopMoney: { amount, currencyCode } })
const times = (amount: string, count: number): string => String(Number(amount) * count)

export function customerRow(customer: Customer, orders: unknown): Row {
  const metafields = [...customer.metafields].map(([name, { value, digest }]) => {
    const [namespace = '', key = ''] = name.split('.')
    return { id: `gid://shopify/Metafield/${digest}`, namespace, key, value, compareDigest: digest }
  })
  return {
    __typename: 'Customer',
    id: customer.id,
    updatedAt: customer.updated,
    legacyResourceId: customer.id.split('/').at(-1),
    firstName: customer.firstName,
    lastName: customer.lastName,
    locale: customer.locale,
    defaultEmailAddress:
      customer.email === null ? null : { emailAddress: customer.email, marketingState: customer.marketingState },
    defaultPhoneNumber: customer.phone === null ? null : { phoneNumber: customer.phone },
    addressesV2: customer.addresses,
    metafields: ({ keys }: { keys?: readonly string[] }) =>
      metafields.filter(({ namespace, key }) => keys?.includes(`${namespace}.${key}`)),
    orders,
  }
}

export function orderRow(order: Order, currency: string): Row {
  return {
    __typename: 'Order',
    id: order.id,
    name: order.name,
    createdAt: order.made,
    updatedAt: order.updated,
    processedAt: order.processedAt,
    cancelledAt: order.cancelledAt,
    sourceName: order.sourceName,
    sourceIdentifier: order.sourceIdentifier,
    displayFulfillmentStatus: order.status,
    totalPriceSet: bag(order.total, currency),
    customer: order.customer === null ? null : { id: order.customer },
    lineItems: order.lines.map((line) => ({
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      customAttributes: line.attributes,
      originalUnitPriceSet: bag(line.unit, currency),
      discountedTotalSet: bag(times(line.unit, line.quantity), currency),
    })),
    transactions: order.transactions,
    fulfillments: order.fulfillments,
  }
}

export const cartRow = (cart: Cart, currency: string): Row => ({
  __typename: 'AbandonedCheckout',
  id: cart.id,
  updatedAt: cart.updated,
  completedAt: cart.completedAt,
  customer: cart.customer === null ? null : { id: cart.customer },
  lineItems: cart.lines.map((line) => ({
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    customAttributes: line.attributes,
    discountedTotalPriceSet: bag(times(line.unit, line.quantity), currency),
  })),
})

export function productRow(product: Product, duplicates: (sku: string | null) => number): Row {
  const { title, productType, status } = product
  return {
    __typename: 'Product',
    id: product.id,
    updatedAt: product.updated,
    title,
    productType,
    status,
    variants: product.variants.map((variant) => ({
      __typename: 'ProductVariant',
      ...variant,
      product: { title, productType, status },
      inventoryItem: { duplicateSkuCount: duplicates(variant.sku) },
    })),
  }
}

export const levelRow = (level: Level): Row => ({
  __typename: 'InventoryLevel',
  id: level.id,
  updatedAt: level.updated,
  item: { sku: level.sku, tracked: level.tracked, duplicateSkuCount: 0 },
  location: { id: level.location },
  quantities: [
    { name: 'on_hand', quantity: level.onHand },
    { name: 'available', quantity: level.available },
  ],
})
