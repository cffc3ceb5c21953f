import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import { offerArtefact } from '@dangol/domain/configurations/artefact.ts'
import type { FamilyId, Sku } from '@dangol/domain/ids/ids.ts'
import { ConfigModelSchema, StockedSkuSchema } from '@dangol/protocol/catalogue.ts'
import type { Catalogue, StockedSkuView } from '@dangol/protocol/catalogue.ts'
import type { Db } from '../../db/open.ts'

interface Body {
  readonly key: string
  readonly body: string
  readonly compiled?: string | null
}

/** The mirror of the shop's catalogue. */
export function prepareCatalogue(db: Db) {
  const newestModel = db.prepare<[FamilyId], Body>(
    `select family_id || '/' || version as key, body, compiled from models
     where family_id = ? and family_id not in (select family_id from withdrawn_families)
     order by version desc limit 1`,
  )
  const modelVersion = db.prepare<[FamilyId, number], Body>(
    `select family_id || '/' || version as key, body, compiled from models where family_id = ? and version = ?`,
  )
  const newestModels = db.prepare<[], Body>(
    `select m.family_id || '/' || m.version as key, m.body, m.compiled from models m
     where m.version = (select max(n.version) from models n where n.family_id = m.family_id)
       and m.family_id not in (select family_id from withdrawn_families)
     order by m.family_id`,
  )
  const putModel = db.prepare<[FamilyId, number, string, string]>(
    `insert into models (family_id, version, body, compiled) values (?, ?, ?, ?)
     on conflict (family_id, version) do update set body = excluded.body, compiled = excluded.compiled
     where body <> excluded.body or compiled is not excluded.compiled`,
  )
  const putCompiled = db.prepare<[string, FamilyId, number]>(
    'update models set compiled = ? where family_id = ? and version = ?',
  )
  const withdraw = db.prepare<[string]>('insert into withdrawn_families (family_id) values (?) on conflict do nothing')
  const offerAgain = db.prepare<[FamilyId]>('delete from withdrawn_families where family_id = ?')
  const skus = db.prepare<[], Body>('select sku as key, body from skus order by sku')
  const putSku = db.prepare<[Sku, string]>(
    `insert into skus (sku, body) values (?, ?)
     on conflict (sku) do update set body = excluded.body where body <> excluded.body`,
  )
  const dropSku = db.prepare<[string]>('delete from skus where sku = ?')
  const versions = db.prepare<[], { version: number; announced: number }>(
    'select version, announced from catalogue_versions',
  )
  const raise = db.prepare<[]>('update catalogue_versions set version = version + 1')
  const announce = db.prepare<[]>('update catalogue_versions set announced = version')

  const readModel = createReader((value, { compiled }: Body): ConfigModel => {
    const model = ConfigModelSchema.parse(value) as ConfigModel
    if (compiled != null) offerArtefact(model, compiled)
    return model
  })
  const readSku = createReader((value): StockedSku => StockedSkuSchema.parse(value) as StockedSku)
  const orNull = <T>(row: Body | undefined, read: (row: Body) => T): T | null => (row === undefined ? null : read(row))

  return {
    newestModel: (id: FamilyId) => orNull(newestModel.get(id), readModel),
    modelVersion: (id: FamilyId, version: number) => orNull(modelVersion.get(id, version), readModel),
    newestModels: () => newestModels.all().map(readModel),
    /** Compiled forms of the newest models by family; null for one that was mirrored without. */
    compiledModels: () => newestModels.all().map((row) => [readModel(row), row.compiled ?? null] as const),
    putModel: (model: Catalogue['models'][number], compiled: string) =>
      putModel.run(model.id, model.version, JSON.stringify(model), compiled).changes > 0,
    putCompiled: (model: ConfigModel, compiled: string) => void putCompiled.run(compiled, model.id, model.version),
    withdraw: (familyId: string) => withdraw.run(familyId).changes > 0,
    offerAgain: (id: FamilyId) => offerAgain.run(id).changes > 0,
    skus: () => skus.all().map(readSku),
    putSku: (value: StockedSkuView) => putSku.run(value.sku, JSON.stringify(value)).changes > 0,
    dropSku: (id: string) => dropSku.run(id).changes > 0,
    versions: () => versions.get() ?? missing(),
    raise: () => void raise.run(),
    announce: () => void announce.run(),
  }
}
export type CatalogueSql = ReturnType<typeof prepareCatalogue>

/**
 * Reads what the mirror wrote, checking a text only when it is not the one read before: the same text is the same object, so
 * whatever was worked out for a model stays worked out when something else of the catalogue changes.
 */
function createReader<T>(check: (value: unknown, row: Body) => T): (row: Body) => T {
  const known = new Map<string, { readonly body: string; readonly value: T }>()
  return (row) => {
    const { key, body } = row
    const before = known.get(key)
    if (before?.body === body) return before.value
    const value = check(JSON.parse(body), row)
    known.set(key, { body, value })
    return value
  }
}

function missing(): never {
  throw new Error('catalogue_versions has lost its one row')
}
