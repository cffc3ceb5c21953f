import type { Vendure } from '../vendure/launch.ts'

/** An order as Vendure has it. */
interface OrderThere {
  readonly code: string
  readonly state: string
  readonly totalWithTax: number
  readonly customer: { readonly emailAddress: string } | null
  readonly payments: readonly { readonly state: string; readonly amount: number }[]
}
interface Variant {
  readonly id: string
  readonly product: { readonly id: string }
  readonly stockLevels: readonly { readonly stockLocationId: string; readonly stockOnHand: number }[]
}

/** What the retailer's people do meanwhile, and what is there afterwards, by Vendure's own API. */
export interface ShopCounter {
  price(sku: string, price: number): Promise<void>
  withdraw(sku: string, enabled: boolean): Promise<void>
  /** The whole product that it is a variant of; Vendure does not count that as a change of the variant. */
  withdrawProduct(sku: string): Promise<void>
  /** Nothing of it lies anywhere any more, or so many at each place. */
  shelve(sku: string, onHand: number): Promise<void>
  customerId(email: string): Promise<string>
  deleteCustomer(email: string): Promise<void>
  /** Under the key of a store's order. */
  ordersOf(orderId: string): Promise<readonly OrderThere[]>
  /** Orders that nobody finished. */
  unfinished(): Promise<number>
}

export function shopCounter({ admin }: Vendure): ShopCounter {
  const variant = async (sku: string): Promise<Variant> => {
    const { productVariants } = await admin<{ productVariants: { items: Variant[] } }>(
      `query($sku: String!) { productVariants(options: { filter: { sku: { eq: $sku } } }) {
        items { id product { id } stockLevels { stockLocationId stockOnHand } } } }`,
      { sku },
    )
    const [found] = productVariants.items
    if (found === undefined) throw new Error(`The shop has no ${sku}.`)
    return found
  }
  const update = async (sku: string, what: (variant: Variant) => object): Promise<void> => {
    const found = await variant(sku)
    await admin('mutation($i: [UpdateProductVariantInput!]!) { updateProductVariants(input: $i) { id } }', {
      i: [{ id: found.id, ...what(found) }],
    })
  }
  const customerId = async (email: string): Promise<string> => {
    const { customers } = await admin<{ customers: { items: { id: string }[] } }>(
      'query($email: String!) { customers(options: { filter: { emailAddress: { eq: $email } } }) { items { id } } }',
      { email },
    )
    return customers.items[0]?.id ?? ''
  }
  return {
    customerId,
    price: (sku, price) => update(sku, () => ({ price })),
    withdraw: (sku, enabled) => update(sku, () => ({ enabled })),
    async withdrawProduct(sku) {
      const { product } = await variant(sku)
      await admin('mutation($i: UpdateProductInput!) { updateProduct(input: $i) { id } }', {
        i: { id: product.id, enabled: false },
      })
    },
    shelve: (sku, stockOnHand) =>
      update(sku, ({ stockLevels }) => ({
        stockLevels: stockLevels.map(({ stockLocationId }) => ({ stockLocationId, stockOnHand })),
      })),
    async deleteCustomer(email) {
      await admin('mutation($id: ID!) { deleteCustomer(id: $id) { result } }', { id: await customerId(email) })
    },
    async ordersOf(orderId) {
      const { orders } = await admin<{ orders: { items: OrderThere[] } }>(
        `query($ref: String!) { orders(options: { filter: { externalRef: { eq: $ref } } }) {
          items { code state totalWithTax customer { emailAddress } payments { state amount } } } }`,
        { ref: orderId },
      )
      return orders.items
    },
    async unfinished() {
      const { orders } = await admin<{ orders: { totalItems: number } }>(
        '{ orders(options: { filter: { state: { in: ["Draft", "ArrangingPayment"] } } }) { totalItems } }',
      )
      return orders.totalItems
    },
  }
}
