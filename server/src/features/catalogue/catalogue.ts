import { compileModel } from '@dangol/domain/configurations/artefact.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { Store } from '@dangol/domain/stores/store.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import type { Db } from '../../db/open.ts'
import type { KioskTopics } from '../../ports/devices.ts'
import type { CatalogueBook, StockBook } from '../../ports/selling.ts'
import type { ChangeLog, SnapshotProvider } from '../../ports/sync.ts'
import type { Handlers } from '../../transport/handler.ts'
import { createBook } from './book.ts'
import { prepareCatalogue } from './catalogue.sql.ts'
import type { CatalogueSql } from './catalogue.sql.ts'
import { createLookUpStock } from './look-up-stock.ts'
import { createMirror } from './mirror.ts'
import type { CatalogueMirror } from './mirror.ts'

export interface CatalogueDeps {
  readonly db: Db
  readonly log: ChangeLog
  readonly store: Store
  readonly stock: StockBook
  readonly kiosks: KioskTopics
  /** The shop published a model that cannot be configured. */
  readonly onUnsound: (familyId: FamilyId, version: number) => void
}

export interface CatalogueFeature {
  readonly handlers: Handlers<'catalogue:get' | 'catalogue:stock'>
  readonly book: CatalogueBook
  readonly mirror: CatalogueMirror
  /** The catalogue's version, on every topic. */
  readonly snapshot: SnapshotProvider
}

/** The catalogue: what the online shop publishes, mirrored, so that the store browses and prices without it. */
export function createCatalogue(deps: CatalogueDeps): CatalogueFeature {
  const sql = prepareCatalogue(deps.db)
  const book = createBook(sql)
  // What the first shopper would otherwise wait for: reading a model of a thousand values and laying out its rules.
  const warmUp = () => sql.newestModels().forEach((model) => openConfigurator(model).look({}))
  compileMissing(sql)
  warmUp()
  return {
    handlers: {
      'catalogue:get': (_caller, { haveVersion }) => {
        const version = book.version()
        if (version === 0) return { ok: false, error: { code: 'no-catalogue-yet' } }
        return { ok: true, value: { catalogue: haveVersion === version ? null : book.whole() } }
      },
      'catalogue:stock': createLookUpStock({ book, stock: deps.stock, store: deps.store }),
    },
    book,
    mirror: createMirror({ ...deps, sql, onAnnounced: warmUp }),
    snapshot: (topic): Put[] => {
      const version = book.version()
      // Only whoever is told of every change has a copy: another one would be stale in silence.
      const isTold = topic === 'floor' || deps.kiosks.kioskTopics().includes(topic)
      return version === 0 || !isTold ? [] : [{ kind: 'catalogue', id: 'catalogue', value: { version } }]
    },
  }
}

/** Models that were mirrored before compiled forms were kept get theirs once. */
function compileMissing(sql: CatalogueSql): void {
  for (const [model, compiled] of sql.compiledModels()) {
    const own = compiled === null ? compileModel(model) : null
    if (own?.ok === true) sql.putCompiled(model, own.value.text)
  }
}
