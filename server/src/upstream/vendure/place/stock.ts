import { refusal } from '../../adapters/halt.ts'
import type { Placing } from './placing.ts'

/** Counts goods at this store that the shop did not know of: they have left it, so they were there. */
export async function raiseStock(at: Placing, { variantId, by }: { variantId: string; by: number }): Promise<void> {
  const { home } = at
  if (home === null) throw refusal('the mapping names no location of the shop for this store')
  const { value } = await at.call(at.asking.stockOf, { id: variantId }, at.signal)
  const level = value.productVariant?.stockLevels.find(({ stockLocation }) => stockLocation.id === home)
  const stockLevels = [{ stockLocationId: home, stockOnHand: (level?.stockOnHand ?? 0) + by }]
  await at.call(at.writing.setStock, { input: [{ id: variantId, stockLevels }] }, at.signal)
}
