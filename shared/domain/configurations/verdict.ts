import type { Choices, ConfigModel } from '../catalogue/model.ts'
import type { FamilyId, Sku } from '../ids/ids.ts'
import type { Money } from '../money/money.ts'
import type { Localised } from '../text/localised.ts'
import { canonicalKey, virtualSku } from './canonical-key.ts'
import { indexOf } from './model-index.ts'
import { priceOf, titled } from './price.ts'
import { checkStored } from './validity.ts'
import type { Change, Validity } from './validity.ts'
import { wordsOf } from './words.ts'
import type { ConfigurationWords } from './words.ts'

/** Product models as far as the asker has them; without a version, the newest on sale. */
export interface ModelBook {
  model(familyId: FamilyId, version?: number): ConfigModel | null
}

/** A document as far as a verdict on it goes. */
export interface JudgedDocument {
  readonly familyId: FamilyId
  /** Of the model that the choices were made under. */
  readonly modelVersion: number
  readonly choices: Choices
  /** What it says where its model is not known. */
  readonly words?: ConfigurationWords
}

/** What the catalogue says of a document; key and SKU null while it cannot be ordered. */
export interface Verdict {
  readonly price: Money
  readonly canonicalKey: string | null
  readonly sku: Sku | null
  readonly validity: Validity
  /** Where the family is not made any more: all there is to read. A copy, to be sent as it is. */
  readonly words?: ConfigurationWords & { readonly choices: ConfigurationWords['choices'][number][] }
}

const NO_LONGER_MADE: Localised = { ko: '지금은 주문받지 않는 제품이에요', en: 'No longer made to order' }

/**
 * What today's catalogue says of a document: price, whether it can be ordered and what changed, key. The store server and a
 * kiosk without it judge alike, for it is the same function. Throws when the document names a model that nobody here ever
 * had and has no words of its own.
 */
export function verdictOf(book: ModelBook, { familyId, modelVersion, choices, words }: JudgedDocument): Verdict {
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
