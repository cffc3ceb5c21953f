import type { OrderInShop } from '../documents/order-in-shop.ts'
import { CARRIED_OUT } from './carried-out.ts'
import { isError } from './placing.ts'
import type { Placing } from './placing.ts'
import { raiseStock } from './stock.ts'
import { lineFor } from './wanted.ts'

/** Vendure's own handler: it tells no carrier. */
export const HANDLER = 'manual-fulfillment'

const WAY: Readonly<Record<string, readonly string[]>> = { Pending: ['Shipped', 'Delivered'], Shipped: ['Delivered'] }

/**
 * What the shopper carried out is delivered there as well. The order is placed and paid, so nothing here undoes it: where the shop
 * will not hear of it, its people have moved the goods themselves.
 */
export async function handOver(at: Placing, order: OrderInShop): Promise<void> {
  if (order.state === 'Cancelled') return
  const lines = at.wanted.flatMap((wanted) => {
    const line = lineFor(wanted, order.lines)
    return wanted.carriedOut === 0 || line === undefined ? [] : [{ orderLineId: line.id, quantity: wanted.carriedOut }]
  })
  if (lines.length === 0) return
  const before = order.fulfillments.find(({ method }) => method === CARRIED_OUT)
  const id = before?.id ?? (await fulfil(at, order, lines))
  if (id === null) return
  for (const state of WAY[before?.state ?? 'Pending'] ?? []) {
    const { value } = await at.call(at.writing.moveFulfilment, { id, state }, at.signal)
    if (isError(value.done)) return
  }
}

type Lines = readonly { readonly orderLineId: string; readonly quantity: number }[]

async function fulfil(at: Placing, order: OrderInShop, lines: Lines): Promise<string | null> {
  const args = [
    { name: 'method', value: CARRIED_OUT },
    { name: 'trackingCode', value: at.order.storeNumber },
  ]
  const input = { lines, handler: { code: HANDLER, arguments: args } }
  // Each of its goods may be one that the shop believes is not there.
  for (let tries = 0; tries <= lines.length; tries += 1) {
    const { value } = await at.call(at.writing.fulfil, { input }, at.signal)
    const { done } = value
    if (!isError(done)) return done.id
    const { productVariantId, stockOnHand } = done
    if (productVariantId === undefined || stockOnHand === undefined) return null
    const needed = neededOf(order, lines, productVariantId)
    if (needed <= stockOnHand) return null
    await raiseStock(at, { variantId: productVariantId, by: needed - stockOnHand })
  }
  return null
}

const neededOf = (order: OrderInShop, lines: Lines, variantId: string): number =>
  lines.reduce((sum, { orderLineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === orderLineId)
    return line?.productVariant.id === variantId ? sum + quantity : sum
  }, 0)
