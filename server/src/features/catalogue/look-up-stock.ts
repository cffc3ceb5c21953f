import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import { matches } from '@dangol/domain/text/search.ts'
import type { StockRow } from '@dangol/protocol/catalogue.ts'
import type { StockBook } from '../../ports/selling.ts'
import type { Handler } from '../../transport/handler.ts'
import type { Book } from './book.ts'

/** One screenful; a longer list is a reason to type another letter. */
export const STOCK_ROWS_MAX = 50

/** What is where, by SKU or by title in either language or its initials; this store's own shelf first. */
export function createLookUpStock(deps: { book: Book; stock: StockBook; store: Store }): Handler<'catalogue:stock'> {
  return (_caller, { query }) => {
    const rows: StockRow[] = []
    for (const sku of deps.book.skus()) {
      if (isMeant(query, sku)) rows.push(rowOf(deps, sku))
      if (rows.length === STOCK_ROWS_MAX) break
    }
    return { ok: true, value: { rows } }
  }
}

const isMeant = (query: string, { sku, title, category }: StockedSku): boolean =>
  [title, category, { ko: sku, en: sku }].some((text) => matches(query, text))

function rowOf(deps: { stock: StockBook; store: Store }, sku: StockedSku): StockRow {
  const levels = new Map(deps.stock.levelsOf(sku.sku).map((level) => [level.locationId, level]))
  const places = deps.store.locations.map((location) => {
    const { onHand, held } = levels.get(location.id) ?? { onHand: 0, held: 0 }
    return {
      locationId: location.id,
      title: location.title,
      onHand,
      held,
      available: onHand - held,
      transferDays: location.transferDays,
    }
  })
  return {
    sku: sku.sku,
    title: sku.title,
    price: sku.price,
    ...(sku.shelf === undefined ? {} : { shelf: sku.shelf }),
    places: places.toSorted((a, b) => a.transferDays - b.transferDays),
  }
}
