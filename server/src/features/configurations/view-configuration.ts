import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { verdictOf } from '@dangol/domain/configurations/verdict.ts'
import type { Verdict } from '@dangol/domain/configurations/verdict.ts'
import type { ConfigurationDraft, ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { CatalogueBook, PromiseDesk } from '../../ports/selling.ts'

/** A document with where and when it was last saved. */
type SavedDocument = ConfigurationDraft &
  Pick<ConfigurationView, 'origin' | 'savedAt'> &
  Pick<ShopConfiguration, 'words'>
export type ViewConfiguration = (document: SavedDocument) => ConfigurationView

/** Verdicts kept per model on sale: a floor full of visits, each with a full shelf. */
const VERDICTS_MAX = 5_000

/**
 * What the store says today of a saved document: price, whether it can be ordered and what changed, key, date. Throws when
 * the document names a model that the mirror never had and has no words of its own.
 */
export function createViewConfiguration(deps: { book: CatalogueBook; desk: PromiseDesk }): ViewConfiguration {
  const judge = createJudge(deps.book)
  return (document) => {
    const { id, familyId, modelVersion, revision, name, personaId, secret, choices, origin, savedAt } = document
    const today = deps.book.model(familyId)
    const verdict = judge(document)
    const promise =
      today === null || verdict.validity.state !== 'valid'
        ? null
        : (deps.desk.look([{ kind: 'configured', model: today, choices, quantity: 1, fulfilment: null }])[0]?.promise ??
          null)
    return {
      ...{ id, familyId, modelVersion, revision, name, personaId, secret, choices, origin, savedAt },
      ...verdict,
      promise: promise === null ? null : { ...promise, steps: [...promise.steps] },
    }
  }
}

/** Judging a model of a thousand values takes a while; the same choices get the same verdict while the model is sold. */
function createJudge(book: CatalogueBook): (document: SavedDocument) => Verdict {
  const verdicts = new WeakMap<ConfigModel, Map<string, Verdict>>()
  return (document) => {
    const today = book.model(document.familyId)
    if (today === null) return verdictOf(book, document)
    const then = book.model(document.familyId, document.modelVersion)
    const ofModel = verdicts.get(today) ?? new Map<string, Verdict>()
    verdicts.set(today, ofModel)
    const key = JSON.stringify([then?.version ?? null, document.choices])
    const known = ofModel.get(key)
    if (known !== undefined) return known
    const verdict = verdictOf(book, document)
    if (ofModel.size >= VERDICTS_MAX) ofModel.clear()
    ofModel.set(key, verdict)
    return verdict
  }
}
