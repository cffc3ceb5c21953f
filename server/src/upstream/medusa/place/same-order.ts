import type { ShopOrder } from '@dangol/protocol/shop.ts'
import type { MedusaLink } from '../config.ts'
import { currencyOf, toMinor } from '../money.ts'
import type { OrderRow } from '../rows.ts'

/** In what an order of the shop differs from the store's own; null when it is that order. */
export function difference(order: ShopOrder, row: OrderRow, { fields }: Pick<MedusaLink, 'fields'>): string | null {
  const { currency } = order.total
  if (currencyOf(row.currency_code) !== currency) return `currency ${row.currency_code}`
  const lineAt = ({ metadata }: OrderRow['items'][number]): number => Number(metadata[fields.line])
  const items = row.items.toSorted((a, b) => lineAt(a) - lineAt(b))
  if (items.length !== order.lines.length) return `${items.length} lines instead of ${order.lines.length}`
  for (const [at, line] of order.lines.entries()) {
    const item = items[at]
    const isSame =
      item?.quantity === line.quantity &&
      toMinor(item.unit_price, currency) === line.unitPrice.minor &&
      item.metadata[fields.sku] === line.sku &&
      (item.metadata[fields.configurationId] ?? null) === (line.configuration?.id ?? null)
    if (!isSame) return `line ${at + 1}`
  }
  const total = otherTotal(order, row.total)
  return total === null ? null : `total ${total}`
}

/** What the order comes to in the shop, where that is not what it comes to in the store; null when it is the same. */
export function otherTotal(order: ShopOrder, total: number | string): string | null {
  return toMinor(total, order.total.currency) === order.total.minor ? null : `${total} ${order.total.currency}`
}

/** Whether the parts make the whole: Medusa adds up by itself, and would come to something else. */
export function addsUp({ lines, total }: ShopOrder): boolean {
  const isWhole = lines.every(
    (line) =>
      line.unitPrice.minor * line.quantity === line.total.minor &&
      line.unitPrice.currency === total.currency &&
      line.total.currency === total.currency,
  )
  return isWhole && lines.reduce((sum, line) => sum + line.total.minor, 0) === total.minor
}
