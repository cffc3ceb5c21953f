import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { StockedSku, StockLevel } from '@dangol/domain/catalogue/sku.ts'
import { ConfigModelSchema, StockedSkuSchema, StockLevelSchema } from '@dangol/protocol/catalogue.ts'
import type { z } from 'zod'
import type { Db } from '../../src/db/open.ts'

export type PublishedModel = z.infer<typeof ConfigModelSchema>

/** Models, stocked SKUs and stock of the shop. Documents are validated as they are written, so reading trusts them. */
export function prepareCatalogue(db: Db) {
  const putModel = db.prepare<[string, number, string, string | null]>(
    'insert into models (family_id, version, document, compiled) values (?, ?, ?, ?) on conflict do nothing',
  )
  const compiled = db.prepare<[string, number], { compiled: string | null }>(
    'select compiled from models where family_id = ? and version = ?',
  )
  const model = db.prepare<[string, number], { document: string }>(
    'select document from models where family_id = ? and version = ?',
  )
  const newest = db.prepare<[], { document: string }>(
    `select document from models m
     where version = (select max(version) from models where family_id = m.family_id) order by family_id`,
  )
  const putSku = db.prepare<[string, string]>(
    'insert into skus (sku, document) values (?, ?) on conflict (sku) do update set document = excluded.document',
  )
  const sku = db.prepare<[string], { document: string }>('select document from skus where sku = ?')
  const putLevel = db.prepare<[string, string, number, number]>(
    `insert into stock (sku, location_id, on_hand, held) values (?, ?, ?, ?)
     on conflict (sku, location_id) do update set on_hand = excluded.on_hand, held = excluded.held`,
  )
  const level = db.prepare<[string, string], { on_hand: number; held: number }>(
    'select on_hand, held from stock where sku = ? and location_id = ?',
  )
  return {
    putModel: (value: ConfigModel, compiledText: string | null): void => {
      const checked = ConfigModelSchema.parse(value)
      putModel.run(checked.id, checked.version, JSON.stringify(checked), compiledText)
    },
    compiled: (familyId: string, version: number): string | null => compiled.get(familyId, version)?.compiled ?? null,
    model: (familyId: string, version: number): PublishedModel | null => {
      const row = model.get(familyId, version)
      return row === undefined ? null : (JSON.parse(row.document) as PublishedModel)
    },
    newestModels: (): PublishedModel[] => newest.all().map((row) => JSON.parse(row.document) as PublishedModel),
    putSku: (value: StockedSku): void => {
      const checked = StockedSkuSchema.parse(value)
      putSku.run(checked.sku, JSON.stringify(checked))
    },
    sku: (key: string): z.infer<typeof StockedSkuSchema> | null => {
      const row = sku.get(key)
      return row === undefined ? null : (JSON.parse(row.document) as z.infer<typeof StockedSkuSchema>)
    },
    putLevel: (value: StockLevel): void => void putLevel.run(value.sku, value.locationId, value.onHand, value.held),
    level: (key: string, locationId: string): z.infer<typeof StockLevelSchema> | null => {
      const row = level.get(key, locationId)
      return row === undefined
        ? null
        : StockLevelSchema.parse({ sku: key, locationId, onHand: row.on_hand, held: row.held })
    },
  }
}
