import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { StockedSku } from '@dangol/domain/catalogue/sku.ts'
import { offerArtefacts } from '@dangol/domain/configurations/artefact.ts'
import type { ModelBook } from '@dangol/domain/configurations/verdict.ts'
import type { FamilyId, Sku } from '@dangol/domain/ids/ids.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import type { Catalogue } from '@dangol/protocol/catalogue.ts'

/** The kiosk's copy of the catalogue, by family and SKU; it has the newest version of each model and no other. */
export interface KioskBook extends ModelBook {
  sku(sku: Sku): StockedSku | null
  currency(): Currency
}

/** Reads the newest copy; `catalogue` answers with the same object for as long as it is the newest. */
export function createKioskBook(catalogue: () => Catalogue | null): KioskBook {
  let read: { of: Catalogue | null; models: Map<FamilyId, ConfigModel>; skus: Map<Sku, StockedSku> } | null = null
  const current = () => {
    const of = catalogue()
    if (read?.of === of) return read
    // Compiled by whoever published them: a model of a thousand values takes seconds otherwise.
    if (of) offerArtefacts(of.models, of.compiled)
    const models = new Map(of?.models.map((model) => [model.id, model]))
    return (read = { of, models, skus: new Map(of?.skus.map((sku) => [sku.sku, sku])) })
  }
  return {
    model(familyId, version) {
      const model = current().models.get(familyId) ?? null
      return version === undefined || model?.version === version ? model : null
    },
    sku: (sku) => current().skus.get(sku) ?? null,
    currency: () => catalogue()?.models[0]?.currency ?? catalogue()?.skus[0]?.price.currency ?? 'KRW',
  }
}
