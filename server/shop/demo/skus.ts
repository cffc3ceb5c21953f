import type { StockedSku, StockLevel } from '@dangol/domain/catalogue/sku.ts'

/** Everything the demonstration keeps in stock. */
export const demoSkus: readonly StockedSku[] = []

/** Units of each SKU in each location. */
export const demoLevels: readonly StockLevel[] = []
