import { isDeepStrictEqual } from 'node:util'
import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { compileModel } from '@dangol/domain/configurations/artefact.ts'
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
  const put = (model: ConfigModel, compiled: string | null): void => {
    sql.putModel(model, compiled)
    changes.append('model', `${model.id}@${model.version}`)
  }
  return {
    /** Publishes one version of a family; a published version never changes. */
    publish(model: ConfigModel): void {
      const compiled = compileModel(model)
      put(model, compiled.ok ? compiled.value.text : null)
    },
    /** Publishes what an office sent as the next version; the same again is no news. */
    publishNext(model: ConfigModel): Result<null, { code: 'version-taken' | 'unsound-model' }> {
      const known = sql.model(model.id, model.version)
      if (known !== null) return isDeepStrictEqual(known, wireOf(model)) ? ok(null) : refuse('version-taken')
      const newest = sql.newestModels().find(({ id }) => id === model.id)?.version ?? 0
      if (model.version !== newest + 1) return refuse('version-taken')
      const compiled = compileModel(model)
      if (!compiled.ok) return refuse('unsound-model')
      put(model, compiled.value.text)
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
    /** Compiled forms of the newest models, by family; one that has none is left out. */
    compiledModels: (): Record<string, string> =>
      Object.fromEntries(
        sql.newestModels().flatMap(({ id, version }) => {
          const compiled = sql.compiled(id, version)
          return compiled === null ? [] : [[id, compiled]]
        }),
      ),
    model: sql.model,
    sku: sql.sku,
    render: renderFrom(sql),
  }
}

/** What a store hears of a change, read when it asks: a newer change may have come since. */
const renderFrom = (sql: ReturnType<typeof prepareCatalogue>) => ({
  model(key: string): ShopChange | null {
    const [familyId, version] = cut(key)
    const value = sql.model(familyId, Number(version))
    if (value === null) return null
    const compiled = sql.compiled(familyId, Number(version))
    return { feed: 'model', value, ...(compiled !== null && { compiled }) }
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
})

/** As it is read back: what is undefined is not there. */
const wireOf = (model: ConfigModel): unknown => JSON.parse(JSON.stringify(model))

/** Both halves of `left@right`; the left one never holds an `@`. */
function cut(key: string): [string, string] {
  const at = key.indexOf('@')
  return [key.slice(0, at), key.slice(at + 1)]
}
