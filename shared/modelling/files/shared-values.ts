import type { ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import { isMap, isScalar } from 'yaml'
import type { Node } from 'yaml'
import { didYouMean } from './did-you-mean.ts'
import { readEntries, readFields, readItems, textIn } from './entries.ts'
import type { Fields } from './entries.ts'
import { valuesNamed } from './language/known.ts'
import { Misread, wordsOf } from './language/words.ts'
import { LIMITS } from './limits.ts'
import { NUMBER, readLocalised, readMoney, readWhole } from './plain.ts'
import type { Reading } from './reading.ts'

export type ValueLists = ReadonlyMap<string, readonly ChoiceValue[]>

export const LIST_USE_KEYS = ['only', 'price', 'price times', 'price step', 'days', 'sample at'] as const

/**
 * The values of shared lists, one list after the other: a name, several names, or names with what is different here: `only` some
 * values, another `price` or `days` for all, or the list's prices `price times` a factor, rounded to a `price step` or else to minor units.
 */
export function readSharedValues(
  reading: Reading,
  node: Node,
  name: string,
  lists: ValueLists,
  currency: Currency,
): ChoiceValue[] {
  if (!isMap(node))
    return readItems(reading, node, name).flatMap((item) => listNamed(reading, item, String(item.value), name, lists))
  return readEntries(reading, node, name, LIMITS.listsMax).flatMap(({ id, key, node: use }) => {
    const values = listNamed(reading, key, id, name, lists)
    if (isScalar(use) && use.value === '') return values
    const fields = readFields(reading, use, name, LIST_USE_KEYS)
    return fields ? adapted(reading, values, fields, name, currency) : values
  })
}

function listNamed(reading: Reading, at: Node, id: string, name: string, lists: ValueLists): readonly ChoiceValue[] {
  const list = lists.get(id)
  if (!list) reading.refuse(at, name, `There is no list "${id}".${didYouMean(id, lists.keys())}`)
  return list ?? []
}

type Uses = Fields<(typeof LIST_USE_KEYS)[number]>

function adapted(
  reading: Reading,
  values: readonly ChoiceValue[],
  uses: Uses,
  name: string,
  currency: Currency,
): ChoiceValue[] {
  const { price, 'price times': times, 'price step': step, days, 'sample at': sampleAt } = uses
  if (price && times) reading.refuse(times, name, 'Either "price" or "price times" can be said of a list.')
  if (step && !times) reading.refuse(step, name, '"price step" rounds what "price times" gives.')
  const rest = {
    ...(price && { priceMinor: readMoney(reading, price, name, currency) }),
    ...(days && { leadDays: readWhole(reading, days, name, [0, LIMITS.daysMax]) }),
    ...(sampleAt && { sampleAt: readLocalised(reading, sampleAt, name) }),
  }
  const scale = times && scaleOf(reading, times, step, name, currency)
  return picked(reading, values, uses.only, name).map((value) => ({
    ...value,
    ...(scale && value.priceMinor !== undefined && { priceMinor: scale(value.priceMinor) }),
    ...rest,
  }))
}

function picked(reading: Reading, values: readonly ChoiceValue[], only: Node | undefined, name: string) {
  if (!only) return values
  const list = { id: name, kind: 'choice', group: '', title: { ko: '', en: '' }, required: true, values } as const
  const wanted = readItems(reading, only, name).flatMap((item) => {
    try {
      return wordsOf(String(item.value)).flatMap((word) => (word.kind === 'end' ? [] : valuesNamed(list, word)))
    } catch (error) {
      if (!(error instanceof Misread)) throw error
      reading.refuse(item, name, error.message)
      return []
    }
  })
  return values.filter(({ id }) => wanted.includes(id))
}

/** Multiplies by an exact decimal and rounds, half away from zero, to whole steps of money. */
function scaleOf(reading: Reading, times: Node, step: Node | undefined, name: string, currency: Currency) {
  const factor = textIn(reading, times, name)
  if (!NUMBER.test(factor) || factor.startsWith('-') || factor.includes('e')) {
    reading.refuse(times, name, `"${factor}" is no factor; write it like 0.8.`)
    return undefined
  }
  const [whole = '0', fraction = ''] = factor.split('.')
  const stepMinor = BigInt(step ? Math.max(1, readMoney(reading, step, name, currency)) : 1)
  const divisor = 10n ** BigInt(fraction.length) * stepMinor
  return (minor: number): number => {
    const product = BigInt(minor) * BigInt(whole + fraction)
    const size = product < 0n ? -product : product
    const rounded = Number(((size * 2n + divisor) / (divisor * 2n)) * stepMinor)
    return product < 0n ? -rounded : rounded
  }
}
