import type { LocationId, Sku } from '../ids/ids.ts'
import type { Money } from '../money/money.ts'
import type { Localised } from '../text/localised.ts'

/** An ordinary product that is made, counted and put on a shelf. */
export interface StockedSku {
  readonly sku: Sku
  readonly title: Localised
  readonly category: Localised
  readonly price: Money
  /** Shelf in this store, spoken as people say it: '2층 C-14'. */
  readonly shelf?: Localised
  /** CSS colour of the small drawing used where there is no photograph. */
  readonly swatch: string
  /** Name of the line drawing in `shared/ui` for this kind of thing. */
  readonly glyph: string
}

/** Units of one SKU in one place. `onHand` may go below zero until the next count. */
export interface StockLevel {
  readonly sku: Sku
  readonly locationId: LocationId
  readonly onHand: number
  readonly held: number
}
