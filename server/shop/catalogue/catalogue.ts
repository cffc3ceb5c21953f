import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { StockedSku, StockLevel } from '@dangol/domain/catalogue/sku.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopChanges } from '../changes/changes.ts'
import { prepareCatalogue } from './catalogue.sql.ts'

export type ShopCatalogue = ReturnType<typeof createCatalogue>

/** Catalogue of the shop: what can be configured, what is stocked, and where. */
export function createCatalogue(db: Db, changes: ShopChanges) {
  const sql = prepareCatalogue(db)
  return {
    /** Publishes one version of a family; a published version never changes. */
    publish(model: ConfigModel): void {
      sql.putModel(model)
      changes.append('model', `${model.id}@${model.version}`)
    },
    putSku(sku: StockedSku): void {
      sql.putSku(sku)
      changes.append('sku', sku.sku)
    },
    putLevel(level: StockLevel): void {
      sql.putLevel(level)
      changes.append('stock', `${level.locationId}@${level.sku}`)
    },
    newestModels: sql.newestModels,
    model: sql.model,
    sku: sql.sku,
    render: {
      model(key: string): ShopChange | null {
        const [familyId, version] = cut(key)
        const value = sql.model(familyId, Number(version))
        return value === null ? null : { feed: 'model', value }
      },
      sku(key: string): ShopChange | null {
        const value = sql.sku(key)
        return value === null ? null : { feed: 'sku', value }
      },
      stock(key: string): ShopChange | null {
        const [locationId, sku] = cut(key)
        const value = sql.level(sku, locationId)
        return value === null ? null : { feed: 'stock', value }
      },
    },
  }
}

/** Both halves of `left@right`; the left one never holds an `@`. */
function cut(key: string): [string, string] {
  const at = key.indexOf('@')
  return [key.slice(0, at), key.slice(at + 1)]
}
