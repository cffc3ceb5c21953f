import type { ConfigurationId, Sku } from '../ids/ids.ts'
import type { Fulfilment } from './fulfilment.ts'

/** A longer cart does not fit a screen, and an order of it no clerk's hands. */
export const CART_LINES_MAX = 50
/** As the wire counts. */
export const LINE_UNITS_MAX = 99

/** What a line is of: a stocked SKU, or a configuration. */
export type CartItem =
  | { readonly kind: 'stocked'; readonly sku: Sku }
  | { readonly kind: 'configured'; readonly configurationId: ConfigurationId }

/** The line that more of a thing joins: the same thing for the same way, or for any when no way is asked; null for none. */
export function lineToJoin<L extends { readonly item: CartItem; readonly fulfilment: Fulfilment }>(
  lines: readonly L[],
  asked: { readonly item: CartItem; readonly fulfilment: Fulfilment | null },
): L | null {
  const { item, fulfilment } = asked
  const joins = (line: L): boolean =>
    isSameItem(line.item, item) && (fulfilment === null || fulfilment === line.fulfilment)
  return lines.find(joins) ?? null
}

/** Two configurations never are the same, however alike. */
const isSameItem = (a: CartItem, b: CartItem): boolean =>
  a.kind === 'stocked'
    ? b.kind === 'stocked' && a.sku === b.sku
    : b.kind === 'configured' && a.configurationId === b.configurationId
