import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { compileModel, fitsModel } from '@dangol/domain/configurations/artefact.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import type { KioskTopics } from '../../ports/devices.ts'
import type { ChangeLog } from '../../ports/sync.ts'
import type { ShopSink } from '../../shop-port.ts'
import type { CatalogueSql } from './catalogue.sql.ts'

/** The shop's feeds that this feature mirrors. Each runs inside the transaction that stores the cursor. */
export interface CatalogueMirror {
  readonly model: ShopSink<'model'>
  readonly sku: ShopSink<'sku'>
  readonly deleted: ShopSink<'deleted'>
  /** Tells every screen the catalogue's version, if it rose since last told; once per page of changes, not per change. */
  announce(): void
}

interface MirrorDeps {
  readonly sql: CatalogueSql
  readonly log: ChangeLog
  readonly kiosks: KioskTopics
  /** The shop published a model that contradicts itself: it is not taken, and the version before stays on sale. */
  readonly onUnsound: (familyId: FamilyId, version: number) => void
  readonly onAnnounced: () => void
}

/** Keeps the mirror. A change that says nothing new raises no version, so a repeated page is silent. */
export function createMirror(deps: MirrorDeps): CatalogueMirror {
  const { sql, log, kiosks } = deps
  return {
    model({ value, compiled }) {
      const usable = usableArtefact(value, compiled)
      if (usable === null) {
        deps.onUnsound(value.id, value.version)
        return
      }
      const offeredAgain = sql.offerAgain(value.id)
      if (sql.putModel(value, usable) || offeredAgain) sql.raise()
    },
    sku({ value }) {
      if (sql.putSku(value)) sql.raise()
    },
    deleted({ value }) {
      const gone =
        value.feed === 'model' ? sql.withdraw(value.id) : value.feed === 'sku' ? sql.dropSku(value.id) : false
      if (gone) sql.raise()
    },
    announce() {
      const { version, announced } = sql.versions()
      if (version === announced) return
      sql.announce()
      deps.onAnnounced()
      const topics: readonly Topic[] = ['floor', ...kiosks.kioskTopics()]
      for (const topic of topics) {
        log.append({
          type: 'catalogue.changed',
          commandId: null,
          topic,
          puts: [{ kind: 'catalogue', id: 'catalogue', value: { version } }],
        })
      }
    },
  }
}

/**
 * The compiled form that came with a model, if it is one of this model; else one of our own. Null where the model has no product
 * or torn rules: one unsound model must not stop the feed, nor every visit that meets it.
 */
function usableArtefact(model: ConfigModel, compiled: string | undefined): string | null {
  if (compiled !== undefined && fitsModel(model, compiled)) return compiled
  const own = compileModel(model)
  return own.ok ? own.value.text : null
}
