import type { StockRow } from '@dangol/protocol/catalogue.ts'

export type StockPlace = StockRow['places'][number]

/** The store's own shelf is the place that needs no transfer. */
export const isHere = (place: StockPlace): boolean => place.transferDays === 0

/** A row with its own store first, then the places from which goods come soonest; among equals, the fuller one. */
export function ownStoreFirst(row: StockRow): StockRow {
  const places = [...row.places].sort((a, b) => a.transferDays - b.transferDays || b.available - a.available)
  return { ...row, places }
}

/** Units that the shelf should have and does not: the look-up says so instead of hiding a negative count. */
export const shortfall = (place: StockPlace): number => Math.max(0, -place.onHand)
