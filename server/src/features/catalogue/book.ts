import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import type { FamilyId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'
import type { CatalogueBook } from '../../ports/selling.ts'
import type { CatalogueSql } from './catalogue.sql.ts'

/** A screen browses this many stocked products; the rest is found by 'catalogue:stock'. Keeps the answer below a megabyte. */
export const BROWSED_SKUS_MAX = 2_000

/** The catalogue as the other features read it, and as screens fetch it whole. */
export interface Book extends CatalogueBook {
  whole(): Catalogue
  /** Every stocked product, by SKU. */
  skus(): readonly StockedSku[]
}

interface Memory {
  readonly models: Map<string, ConfigModel | null>
  skus: ReadonlyMap<Sku, StockedSku> | null
  whole: Catalogue | null
}

/**
 * Reads the mirror through a memory that lasts exactly as long as the catalogue's version: a model with a thousand values
 * takes milliseconds to check, and every view of a configuration needs one.
 */
export function createBook(sql: CatalogueSql): Book {
  let known = -1
  let memory: Memory = { models: new Map(), skus: null, whole: null }

  // Asked before each look: after a transaction that rolled back the memory would be ahead of the table.
  const current = (): Memory => {
    const { version } = sql.versions()
    if (version !== known) memory = { models: new Map(), skus: null, whole: null }
    known = version
    return memory
  }
  const skusOf = (of: Memory) => (of.skus ??= new Map(sql.skus().map((sku) => [sku.sku, sku])))

  return {
    version: () => sql.versions().version,
    model(familyId: FamilyId, version?: number) {
      const { models } = current()
      const key = `${familyId}/${version ?? 'newest'}`
      const seen = models.get(key)
      if (seen !== undefined) return seen
      const model = version === undefined ? sql.newestModel(familyId) : sql.modelVersion(familyId, version)
      models.set(key, model)
      return model
    },
    sku: (id) => skusOf(current()).get(id) ?? null,
    skus: () => [...skusOf(current()).values()],
    whole() {
      const now = current()
      now.whole ??= {
        version: known,
        ...asWire(sql.newestModels(), [...skusOf(now).values()].slice(0, BROWSED_SKUS_MAX)),
        compiled: Object.fromEntries(
          sql.compiledModels().flatMap(([model, compiled]) => (compiled === null ? [] : [[model.id, compiled]])),
        ),
      }
      return now.whole
    },
  }
}

/** The wire's types are not readonly; the values are the same. */
const asWire = (models: ConfigModel[], skus: StockedSku[]) =>
  ({ models, skus }) as unknown as Pick<Catalogue, 'models' | 'skus'>
