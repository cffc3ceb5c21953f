import { createHash } from 'node:crypto'
import type { Row } from './answer.ts'
import type { Line } from './fake-records.ts'
import type { FakeState } from './fake-state.ts'
import type { Args } from './selection.ts'

interface Bag {
  readonly shopMoney: { readonly amount: string; readonly currencyCode: string }
}
interface OrderInput {
  readonly sourceIdentifier: string
  readonly sourceName: string
  readonly processedAt: string
  readonly customer?: { readonly toAssociate: { readonly id: string } }
  readonly lineItems: readonly {
    readonly variantId?: string
    readonly title: string
    readonly sku: string
    readonly quantity: number
    readonly priceSet: Bag
    readonly properties: readonly { readonly name: string; readonly value: string }[]
  }[]
  readonly transactions: readonly { kind: string; status: string; gateway: string; amountSet: Bag }[]
  readonly fulfillment?: { readonly shipmentStatus: string }
}

/** What can be done to the fake shop through its API, as fields of the root. */
export const writesOf = (state: FakeState): Row => ({
  orderCreate: ({ order }: Args) => createOrder(state, order as unknown as OrderInput),
  metafieldsSet: ({ metafields }: Args) => setMetafield(state, (metafields as unknown as MetafieldInput[])[0]),
  customerEmailMarketingConsentUpdate: ({ input }: Args) => setMarketing(state, input as unknown as MarketingInput),
})

/** Does what Shopify documents: nothing keeps two orders of one `sourceIdentifier` apart. */
function createOrder(state: FakeState, input: OrderInput): Row {
  const customer = input.customer?.toAssociate.id ?? null
  const no = (code: string, field: string[], message: string): Row => ({
    userErrors: [{ code, field, message }],
    order: null,
  })
  if (state.refuseOrder !== null) return { userErrors: [state.refuseOrder], order: null }
  if (customer !== null && !state.customers.has(customer)) return no('INVALID', ['order', 'customer'], 'not found')
  if (Date.parse(input.processedAt) > state.clock.nowMs()) return no('PROCESSED_AT_INVALID', ['order'], 'in the future')
  const id = state.nextId('Order')
  const name = `#${id.split('/').at(-1) ?? ''}`
  const total = input.lineItems.reduce((sum, { priceSet, quantity }) => {
    return sum + Number(priceSet.shopMoney.amount) * quantity
  }, 0)
  state.orders.set(id, {
    ...{ id, name, made: state.now(), updated: state.now(), cancelledAt: null, customer },
    processedAt: input.processedAt,
    sourceName: input.sourceName,
    sourceIdentifier: input.sourceIdentifier,
    status: input.fulfillment === undefined ? 'UNFULFILLED' : 'FULFILLED',
    lines: input.lineItems.map((line) => lineOf(state, line)),
    transactions: input.transactions.map(({ kind, status, gateway, amountSet }) => {
      return { kind, status, gateway, amountSet }
    }),
    fulfillments: input.fulfillment === undefined ? [] : [shipment(state, input)],
    total: String(total),
  })
  return { userErrors: [], order: { id, name } }
}

/** Of a line with a variant, Shopify keeps the variant's own SKU. */
function lineOf(state: FakeState, line: OrderInput['lineItems'][number]): Line {
  const variants = [...state.products.values()].flatMap((product) => product.variants)
  const variant = variants.find(({ id }) => id === line.variantId)
  return {
    sku: variant?.sku ?? line.sku,
    title: line.title,
    quantity: line.quantity,
    unit: line.priceSet.shopMoney.amount,
    attributes: line.properties.map(({ name, value }) => ({ key: name, value })),
  }
}

const shipment = (state: FakeState, { fulfillment, lineItems }: OrderInput): Row => ({
  status: 'SUCCESS',
  displayStatus: fulfillment?.shipmentStatus ?? null,
  createdAt: state.now(),
  deliveredAt: state.now(),
  totalQuantity: lineItems.reduce((sum, { quantity }) => sum + quantity, 0),
  trackingInfo: [],
})

interface MetafieldInput {
  readonly ownerId: string
  readonly namespace: string
  readonly key: string
  readonly value: string
  readonly compareDigest: string | null
}

export const digestOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 32)

function setMetafield(state: FakeState, input: MetafieldInput | undefined): Row {
  const owner = state.customers.get(input?.ownerId ?? '')
  const no = (code: string, message: string): Row => ({
    userErrors: [{ code, field: ['metafields', '0'], message }],
    metafields: null,
  })
  if (input === undefined || owner === undefined) return no('INVALID', 'no such owner')
  const name = `${input.namespace}.${input.key}`
  if ((owner.metafields.get(name)?.digest ?? null) !== input.compareDigest) return no('STALE_OBJECT', 'changed since')
  owner.metafields.set(name, { value: input.value, digest: digestOf(input.value) })
  owner.updated = state.now()
  return { userErrors: [], metafields: [{ id: state.nextId('Metafield') }] }
}

interface MarketingInput {
  readonly customerId: string
  readonly emailMarketingConsent: { readonly marketingState: string }
}

function setMarketing(state: FakeState, { customerId, emailMarketingConsent }: MarketingInput): Row {
  const customer = state.customers.get(customerId)
  if (customer === undefined)
    return { userErrors: [{ code: 'INVALID', field: ['input'], message: 'no such customer' }], customer: null }
  customer.marketingState = emailMarketingConsent.marketingState
  customer.updated = state.now()
  return { userErrors: [], customer: { id: customerId } }
}
