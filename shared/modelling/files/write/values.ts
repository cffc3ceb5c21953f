import type { ChoiceCharacteristic, ChoiceValue, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import { lineOf, localisedTree, mapping, moneyText, surchargeText } from './plain.ts'
import type { Tree } from './plain.ts'

/** Fewer values than these are no list worth a name of its own. */
const SHARED_VALUES_MIN = 5

/** Values that several characteristics have in common, by the name of the list that will hold them. */
export function sharedLists({ characteristics }: ConfigModel): Map<string, readonly ChoiceValue[]> {
  const byText = new Map<string, ChoiceCharacteristic[]>()
  for (const each of characteristics) {
    if (each.kind !== 'choice' || each.values.length < SHARED_VALUES_MIN) continue
    const text = JSON.stringify(each.values)
    byText.set(text, [...(byText.get(text) ?? []), each])
  }
  return new Map(
    [...byText.values()].flatMap(([first, ...more]) => (first && more.length > 0 ? [[first.id, first.values]] : [])),
  )
}

/** Values by id, a line each where that says it all. */
export function valuesTree(values: readonly ChoiceValue[], currency: Currency): Map<string, Tree> {
  return mapping(values.map((value) => [value.id, valueTree(value, currency)]))
}

function valueTree(value: ChoiceValue, currency: Currency): Tree {
  const { title, swatch, priceMinor, leadDays, note, sampleAt } = value
  const texts = lineOf(title)
  const isShort = note === undefined && sampleAt === undefined && texts !== null
  if (isShort && (swatch === undefined || /^#[0-9a-f]{3}(?:[0-9a-f]{3})?$/i.test(swatch))) {
    const parts = [
      texts,
      ...(swatch === undefined ? [] : [swatch]),
      ...(priceMinor === undefined ? [] : [surchargeText(priceMinor, currency)]),
      ...(leadDays === undefined ? [] : [`${leadDays} ${leadDays === 1 ? 'day' : 'days'}`]),
    ]
    // A space before the colour would make it a comment.
    return parts.join(' | ').replace(' | #', ' |#')
  }
  return mapping([
    ['title', localisedTree(title)],
    ['swatch', swatch],
    ['price', priceMinor === undefined ? undefined : moneyText(priceMinor, currency)],
    ['days', leadDays === undefined ? undefined : String(leadDays)],
    ['note', note && localisedTree(note)],
    ['sample at', sampleAt && localisedTree(sampleAt)],
  ])
}
