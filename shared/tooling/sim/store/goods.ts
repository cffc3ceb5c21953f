import type { Sku } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { HOME, LACES, mugOf, smallSkus, SOCKS, WAREHOUSE } from '@dangol/server/src/testing/small-shop.ts'

/** Nothing is ever delivered to the store's own shelf of laces, so that its units can be counted. */
export const LACES_AT_HOME = 14

/** Scarce enough that five kiosks run out of it. */
const STOCK: readonly (readonly [Sku, typeof HOME, number])[] = [
  [SOCKS, HOME, 12],
  [SOCKS, WAREHOUSE, 9],
  [LACES, HOME, LACES_AT_HOME],
]

export const stockFeed = (sku: Sku, locationId: typeof HOME, onHand: number): ShopChange => ({
  feed: 'stock',
  value: { sku, locationId, onHand, held: 0 },
})

/** What the online shop tells a new store of its goods: one family to configure, two things on the shelf. */
export const goodsFeed = (): ShopChange[] => [
  { feed: 'model', value: asSent(mugOf(2)) },
  ...smallSkus.map((value): ShopChange => ({ feed: 'sku', value: asSent(value) })),
  ...STOCK.map(([sku, locationId, onHand]) => stockFeed(sku, locationId, onHand)),
]

// The wire's types and the domain's differ in 'readonly' only.
const asSent = <T, W>(value: T): W => JSON.parse(JSON.stringify(value)) as W
