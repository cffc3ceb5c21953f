import type { StockedSku, StockLevel } from '@dangol/domain/catalogue/sku.ts'
import { beautySkus } from './skus/beauty.ts'
import { ridingSkus } from './skus/riding.ts'
import { runningSkus } from './skus/running.ts'
import { stadiumSkus } from './skus/stadium.ts'
import { HANNAM, ICHEON, SEONGSU } from './store.ts'

/** Everything the demonstration keeps in stock. */
export const demoSkus: readonly StockedSku[] = [...ridingSkus, ...runningSkus, ...stadiumSkus, ...beautySkus]

/**
 * Units by place as they come round the list: this store, the branch, the warehouse. Most shelves are full; some show one left,
 * some are empty here but not elsewhere, and one in 23 is gone everywhere.
 */
const ROUND: readonly (readonly [here: number, branch: number, warehouse: number])[] = [
  [8, 5, 60],
  [12, 7, 84],
  [3, 2, 24],
  [1, 4, 18],
  [6, 0, 36],
  [0, 3, 40],
  [15, 9, 120],
  [4, 4, 30],
  [2, 1, 12],
  [9, 6, 48],
  [1, 0, 0],
  [5, 3, 22],
  [0, 0, 26],
  [7, 8, 55],
  [10, 4, 70],
  [2, 0, 9],
  [6, 5, 41],
  [0, 1, 0],
  [11, 6, 66],
  [1, 2, 7],
  [4, 0, 0],
  [3, 5, 33],
  [0, 0, 0],
]

/** Units of each SKU in each location, nothing held yet. */
export const demoLevels: readonly StockLevel[] = demoSkus.flatMap(({ sku }, at) => {
  const [here, branch, warehouse] = ROUND[at % ROUND.length] ?? [0, 0, 0]
  return [
    { sku, locationId: SEONGSU, onHand: here, held: 0 },
    { sku, locationId: HANNAM, onHand: branch, held: 0 },
    { sku, locationId: ICHEON, onHand: warehouse, held: 0 },
  ]
})
