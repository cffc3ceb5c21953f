import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { canonicalKey, virtualSku } from '@dangol/domain/configurations/canonical-key.ts'
import { indexOf } from '@dangol/domain/configurations/model-index.ts'
import { priceOf, titled } from '@dangol/domain/configurations/price.ts'
import { checkStored } from '@dangol/domain/configurations/validity.ts'
import type { Change, Validity } from '@dangol/domain/configurations/validity.ts'
import { wordsOf } from '@dangol/domain/configurations/words.ts'
import type { ConfigurationWords } from '@dangol/domain/configurations/words.ts'
import type { FamilyId } from '@dangol/domain/ids/ids.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import type { ConfigurationDraft, ConfigurationView } from '@dangol/protocol/configurations.ts'
import type { ShopConfiguration } from '@dangol/protocol/shop.ts'
import type { CatalogueBook, PromiseDesk } from '../../ports.ts'

/** A document with where and when it was last saved. */
type SavedDocument = ConfigurationDraft &
  Pick<ConfigurationView, 'origin' | 'savedAt'> &
  Pick<ShopConfiguration, 'words'>
export type ViewConfiguration = (document: SavedDocument) => ConfigurationView

/** Verdicts kept per model on sale: a floor full of visits, each with a full shelf. */
const VERDICTS_MAX = 5_000
const NO_LONGER_MADE: Localised = { ko: '지금은 주문받지 않는 제품이에요', en: 'No longer made to order' }

type Verdict = Pick<ConfigurationView, 'price' | 'canonicalKey' | 'sku' | 'validity' | 'words'>

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

function verdictOf(book: CatalogueBook, { familyId, modelVersion, choices, words }: SavedDocument): Verdict {
  const today = book.model(familyId)
  const then = book.model(familyId, modelVersion) ?? today
  if (today === null) return readOnly(then === null ? words : wordsOf(then, choices), familyId)
  if (then === null) throw new Error(`no version of ${familyId} is known`)
  const price = priceOf(today, choices).total
  const checked = checkStored(today, { choices, price: priceOf(then, choices).total, madeUnder: then })
  const validity: Validity = { ...checked, changes: checked.changes.map((change) => named(change, then)) }
  if (validity.state !== 'valid') return { price, canonicalKey: null, sku: null, validity }
  const key = canonicalKey(today, choices)
  return { price, canonicalKey: key, sku: virtualSku(today, key), validity }
}

/** What is not made here any more, or never was, can be read and nothing else. */
function readOnly(words: ConfigurationWords | undefined, familyId: FamilyId): Verdict {
  if (words === undefined) throw new Error(`no version of ${familyId} is known`)
  const changes: Change[] = [{ kind: 'excluded', what: words.family, why: NO_LONGER_MADE }]
  return {
    price: words.price,
    canonicalKey: null,
    sku: null,
    validity: { state: 'invalid', changes },
    words: { ...words, choices: [...words.choices] },
  }
}

/** Today's model has no words for what is gone from it; the version it was chosen under has. */
function named(change: Change, then: ConfigModel): Change {
  if (change.kind !== 'gone') return change
  const { characteristics, values } = indexOf(then)
  const title = characteristics.get(change.characteristicId)?.title
  const value = values.get(change.characteristicId)?.get(String(change.choice))?.title
  return title === undefined || value === undefined ? change : { ...change, what: titled(title, value) }
}
