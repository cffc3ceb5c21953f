import { isDeepStrictEqual } from 'node:util'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import type { StockedSku, StockLevel } from '@dangol/domain/catalogue/sku.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import type { Db } from '../../src/db/open.ts'
import type { ShopChanges } from '../changes/changes.ts'
import { prepareCatalogue } from './catalogue.sql.ts'

export type ShopCatalogue = ReturnType<typeof createCatalogue>

/** Catalogue of the shop: what can be configured, what is stocked, and where. */
export function createCatalogue(db: Db, changes: ShopChanges) {
  const sql = prepareCatalogue(db)
  const publish = (model: ConfigModel): void => {
    sql.putModel(model)
    changes.append('model', `${model.id}@${model.version}`)
  }
  return {
    /** Publishes one version of a family; a published version never changes. */
    publish,
    /** Publishes what an office sent as the next version; the same again is no news. */
    publishNext(model: ConfigModel): Result<null, { code: 'version-taken' | 'unsound-model' }> {
      const known = sql.model(model.id, model.version)
      if (known !== null) return isDeepStrictEqual(known, wireOf(model)) ? ok(null) : refuse('version-taken')
      const newest = sql.newestModels().find(({ id }) => id === model.id)?.version ?? 0
      if (model.version !== newest + 1) return refuse('version-taken')
      if (!isSound(model)) return refuse('unsound-model')
      publish(model)
      return ok(null)
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

/** As it is read back: what is undefined is not there. */
const wireOf = (model: ConfigModel): unknown => JSON.parse(JSON.stringify(model))

/** Whether a configurator can answer for it: a model that contradicts itself sells nothing. */
function isSound(model: ConfigModel): boolean {
  try {
    openConfigurator(model).look({})
    return true
  } catch {
    return false
  }
}

/** Both halves of `left@right`; the left one never holds an `@`. */
function cut(key: string): [string, string] {
  const at = key.indexOf('@')
  return [key.slice(0, at), key.slice(at + 1)]
}
