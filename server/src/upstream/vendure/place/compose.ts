import type { OrderInShop } from '../documents/order-in-shop.ts'
import type { ErrorInShop } from '../documents/writing.ts'
import { refusal, silence } from '../../adapters/halt.ts'
import { raiseStock } from './stock.ts'
import { conflict, isError, sayError, take } from './placing.ts'
import type { Placing } from './placing.ts'
import { hasLines, lineFor } from './wanted.ts'
import type { WantedLine } from './wanted.ts'

/** Tries in which lines that somebody else touches meanwhile may still come right. */
const ROUNDS_MAX = 3

/**
 * Makes the lines of a draft those of the order, whatever an earlier try or a request that came late has left there. Ends with a
 * conflict: 'product-gone', 'stock-gone'.
 */
export async function composeLines(at: Placing, begun: OrderInShop): Promise<OrderInShop> {
  const variants = await variantsOf(at)
  let order = begun
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    if (hasLines(order.lines, at.wanted, ({ quantity }) => quantity)) return order
    for (const wanted of at.wanted) order = await composeLine(at, order, { wanted, variants })
    order = await removeOthers(at, order)
  }
  throw silence('the lines of the draft do not come right')
}

interface Composing {
  readonly wanted: WantedLine
  readonly variants: ReadonlyMap<string, string>
}

async function composeLine(at: Placing, order: OrderInShop, { wanted, variants }: Composing): Promise<OrderInShop> {
  const { quantity } = wanted
  const line = lineFor(wanted, order.lines)
  if (line?.quantity === quantity) return order
  const variantId = variants.get(wanted.sku) ?? ''
  const { value } =
    line === undefined
      ? await at.call(
          at.writing.addLine,
          { id: order.id, input: { ...lineInput(at, wanted), productVariantId: variantId } },
          at.signal,
        )
      : await at.call(at.writing.adjustLine, { id: order.id, input: { orderLineId: line.id, quantity } }, at.signal)
  if (!isError(value.done)) return value.done
  return relieve(at, value.done, { wanted, variantId })
}

/** The shop says no to a line. Goods that have left the store are not short, whatever the shop counts. */
async function relieve(
  at: Placing,
  error: ErrorInShop,
  { wanted, variantId }: { wanted: WantedLine; variantId: string },
): Promise<OrderInShop> {
  if (error.errorCode !== 'INSUFFICIENT_STOCK_ERROR') throw refusal(sayError(error))
  const missing = wanted.quantity - (error.quantityAvailable ?? 0)
  if (!at.takeOver) throw conflict('stock-gone', `${wanted.sku}: ${missing} of ${wanted.quantity} are not there`)
  await raiseStock(at, { variantId, by: missing })
  const { value } = await at.call(at.asking.ordersBy, { options: { filter: keyOf(at), take: 1 } }, at.signal)
  const [order] = value.orders.items
  if (order === undefined) throw silence('the draft is gone')
  return order
}

const keyOf = ({ mapping, order }: Placing) => ({ [mapping.order.externalRef]: { eq: order.orderId } })

function lineInput({ mapping: { orderLine } }: Placing, wanted: WantedLine) {
  const { quantity, configurationId, configuration, text, agreedPrice } = wanted
  const fields = {
    [orderLine.configurationId]: configurationId,
    [orderLine.configuration]: configuration,
    ...(orderLine.configurationText === undefined ? {} : { [orderLine.configurationText]: text }),
    ...(orderLine.agreedPrice === undefined ? {} : { [orderLine.agreedPrice]: agreedPrice }),
  }
  return { quantity, customFields: fields }
}

async function removeOthers(at: Placing, order: OrderInShop): Promise<OrderInShop> {
  let left = order
  const ours = new Set(at.wanted.map((one) => lineFor(one, order.lines)?.id))
  for (const { id } of order.lines) {
    if (!ours.has(id)) left = await take(at, at.writing.removeLine, { id: order.id, line: id })
  }
  return left
}

/** Id of the variant that is sold under each SKU of the order. */
async function variantsOf(at: Placing): Promise<ReadonlyMap<string, string>> {
  const skus = [...new Set(at.wanted.map(({ sku }) => sku))]
  const options = { filter: { sku: { in: skus } }, sort: { id: 'ASC' }, take: 2 * skus.length }
  const { value } = await at.call(at.asking.variants, { options }, at.signal)
  const sold = value.productVariants.items.filter(({ enabled, product }) => enabled && product.enabled)
  const missing = skus.filter((sku) => !sold.some((one) => one.sku === sku))
  if (missing.length > 0) throw conflict('product-gone', `not for sale there: ${missing.join(', ')}`)
  return new Map(sold.toReversed().map(({ sku, id }) => [sku, id]))
}
