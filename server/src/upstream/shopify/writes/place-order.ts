import type { ShopOrder } from '@dangol/protocol/shop.ts'
import { z } from 'zod'
import type { Outcome, PlacedOrder, PlaceOrder } from '../../connector.ts'
import type { AdminApi } from '../admin-api.ts'
import type { ShopifyMapping } from '../config.ts'
import { CREATE_ORDER, ORDER_PARTS } from '../documents/writes.ts'
import { anyOf } from '../search-query.ts'
import { findOrder, isSameOrder } from './find-order.ts'
import { orderInput, shopSkuOf } from './order-input.ts'
import type { OrderInputDeps } from './order-input.ts'
import { done, unheard, UserErrorsSchema, wordsOf } from './outcome.ts'
import type { UserError } from './outcome.ts'

export interface PlaceOrderDeps extends OrderInputDeps {
  readonly api: AdminApi
}

/** As many as one look-up compares. */
const LINES_MAX = 100
const NOBODY = 'gid://shopify/Customer/0'

const PartsSchema = z.object({
  productVariants: z.object({
    nodes: z.array(z.object({ id: z.string(), sku: z.string().nullable(), product: z.object({ status: z.string() }) })),
  }),
  customer: z.object({ id: z.string() }).nullish(),
})
const CreatedSchema = z.object({
  orderCreate: z
    .object({ userErrors: UserErrorsSchema, order: z.object({ id: z.string(), name: z.string() }).nullable() })
    .nullable(),
})

/**
 * Makes an order once: looks it up by our key, sees that what it is about is there, and only then creates it, in one call. Shopify
 * keeps the store's prices, so none is ever a conflict.
 */
export async function placeOrder(
  deps: PlaceOrderDeps,
  place: PlaceOrder,
  signal: AbortSignal,
): Promise<Outcome<PlacedOrder>> {
  const { order, again, takeOver } = place
  const found = await findOrder(deps.api, order.orderId, again, signal)
  if (found.kind !== 'answered') return unheard(found)
  if (found.value !== null) {
    const { name } = found.value
    // The shop has it once and a manager has seen how: it is not made a second time.
    if (takeOver || isSameOrder(deps.mapping, found.value, order)) return done({ number: name })
    return { kind: 'conflict', reason: 'other-content', detail: `${name} has other lines or another total` }
  }
  const misfit = misfitOf(order)
  if (misfit !== null) return { kind: 'rejected', why: misfit }
  const parts = await readParts(deps, place, signal)
  if (parts.kind !== 'done') return parts
  return create(deps, place, parts.value, signal)
}

/** An order that Shopify's arithmetic would make another one of. */
function misfitOf({ lines, total }: ShopOrder): string | null {
  if (lines.length === 0 || lines.length > LINES_MAX) return `${lines.length} lines`
  const wrong = lines.find(({ unitPrice, quantity, total: of }) => unitPrice.minor * quantity !== of.minor)
  if (wrong !== undefined) return `${wrong.sku}: the total of the line is not its price times its units`
  const sum = lines.reduce((minor, line) => minor + line.total.minor, 0)
  return sum === total.minor ? null : 'the total is not the sum of the lines'
}

interface Parts {
  readonly variants: ReadonlyMap<string, string>
  readonly customerRef: string | null
}

/** Whom and what the order is about, as the shop has them now. */
async function readParts(deps: PlaceOrderDeps, place: PlaceOrder, signal: AbortSignal): Promise<Outcome<Parts>> {
  const { order, customerRef, takeOver } = place
  if (order.customerId !== null && customerRef === null && !takeOver) return customerGone('not known to the shop')
  const skus = [...new Set(order.lines.flatMap((line) => shopSkuOf(deps.mapping, line) ?? []))]
  const variables = {
    query: anyOf('sku', skus),
    customer: customerRef ?? NOBODY,
    withCustomer: customerRef !== null,
  }
  const said = await deps.api.ask({ document: ORDER_PARTS, variables, schema: PartsSchema, signal })
  if (said.kind !== 'answered') return unheard(said)
  const there = said.value.customer?.id ?? null
  if (there !== customerRef && !takeOver) return customerGone(customerRef ?? '')
  const variants = variantsIn(said.value, skus, takeOver)
  const missing = order.lines.find((line) => !variants.has(shopSkuOf(deps.mapping, line) ?? ''))
  if (missing !== undefined && !takeOver) return productGone(deps.mapping, missing)
  return done({ variants, customerRef: there })
}

/** By exact SKU; what is not for sale only where a manager took the order over. */
function variantsIn({ productVariants }: z.infer<typeof PartsSchema>, skus: readonly string[], takeOver: boolean) {
  const found = productVariants.nodes.filter(({ product }) => takeOver || isForSale(product.status))
  return new Map(found.flatMap(({ id, sku }) => (sku !== null && skus.includes(sku) ? [[sku, id] as const] : [])))
}

const isForSale = (status: string): boolean => status === 'ACTIVE' || status === 'UNLISTED'
const customerGone = (detail: string): Outcome<never> => ({ kind: 'conflict', reason: 'customer-gone', detail })
function productGone(mapping: ShopifyMapping, line: ShopOrder['lines'][number]): Outcome<never> {
  const sku = shopSkuOf(mapping, line)
  const detail = sku === null ? `no variant stands for the family of ${line.sku}` : sku
  return { kind: 'conflict', reason: 'product-gone', detail }
}

async function create(
  deps: PlaceOrderDeps,
  { order, takeOver }: PlaceOrder,
  parts: Parts,
  signal: AbortSignal,
): Promise<Outcome<PlacedOrder>> {
  const shopNowMs = deps.api.shopNowMs()
  const variables = orderInput(deps, { ...parts, order, takeOver, shopNowMs })
  const said = await deps.api.ask({ document: CREATE_ORDER, variables, schema: CreatedSchema, signal })
  if (said.kind !== 'answered') return unheard(said)
  const [error] = said.value.orderCreate?.userErrors ?? []
  if (error !== undefined) return refusedBy(error)
  const made = said.value.orderCreate?.order
  return made ? done({ number: made.name }) : { kind: 'retry', why: 'no order, and no reason' }
}

/** What Shopify has against the order, in the store's words. */
function refusedBy(error: UserError): Outcome<never> {
  const { code, field } = error
  const detail = wordsOf(error)
  if (code === 'INVENTORY_CLAIM_FAILED') return { kind: 'conflict', reason: 'stock-gone', detail }
  if (field?.includes('customer') === true || field?.includes('customerId') === true) return customerGone(detail)
  if (field?.includes('variantId') === true || field?.includes('productId') === true)
    return { kind: 'conflict', reason: 'product-gone', detail }
  // Nothing against the order itself: the shop sleeps, or takes no more for now.
  if (code === 'SHOP_DORMANT' || (code === null && field === null)) return { kind: 'retry', why: detail }
  return { kind: 'rejected', why: detail }
}
