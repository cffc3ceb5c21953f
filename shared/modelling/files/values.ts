import type { ChoiceValue } from '@dangol/domain/catalogue/model.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import { isMap } from 'yaml'
import type { Node } from 'yaml'
import { readEntries, readFields, textIn } from './entries.ts'
import { LIMITS } from './limits.ts'
import { amountOf, readLocalised, readMoney, readWhole } from './plain.ts'
import type { Reading } from './reading.ts'

export const VALUE_KEYS = ['title', 'swatch', 'price', 'days', 'note', 'sample at'] as const

/** Values by id, each a line `한글 | English |#colour | +price | days` or a mapping. */
export function readValues(reading: Reading, node: Node, name: string, currency: Currency): ChoiceValue[] {
  const entries = readEntries(reading, node, name, LIMITS.valuesMax)
  return entries.map(({ id, node: value }) => {
    const named = `${name}.${id}`
    return isMap(value) ? spelledOut(reading, id, value, named, currency) : line(reading, id, value, named, currency)
  })
}

function spelledOut(reading: Reading, id: string, node: Node, name: string, currency: Currency): ChoiceValue {
  const fields = readFields(reading, node, name, VALUE_KEYS, ['title'])
  if (fields === null) return { id, title: { ko: '', en: '' } }
  const { swatch, price, days, note, 'sample at': sampleAt } = fields
  return {
    id,
    title: readLocalised(reading, fields.title, name),
    ...(swatch && { swatch: textIn(reading, swatch, name) }),
    ...(price && { priceMinor: readMoney(reading, price, name, currency) }),
    ...(days && { leadDays: readWhole(reading, days, name, [0, LIMITS.daysMax]) }),
    ...(note && { note: readLocalised(reading, note, name) }),
    ...(sampleAt && { sampleAt: readLocalised(reading, sampleAt, name) }),
  }
}

function line(reading: Reading, id: string, node: Node, name: string, currency: Currency): ChoiceValue {
  const text = textIn(reading, node, name)
  const [ko = '', en = '', ...more] = text.split('|').map((part) => part.trim())
  if (!ko || !en) reading.refuse(node, name, 'A value is written "한국어 | English", and more behind further bars.')
  const value: Draft = { id, title: { ko, en } }
  let at = text.indexOf('|', text.indexOf('|') + 1) + 1
  for (const part of more) {
    const offset = at
    const refuse = (sentence: string) => reading.refuse(node, name, sentence, offset)
    readPart(value, part, currency, refuse)
    at = text.indexOf('|', at) + 1
  }
  return value
}

type Draft = { -readonly [K in keyof ChoiceValue]: ChoiceValue[K] }

function readPart(value: Draft, part: string, currency: Currency, refuse: (sentence: string) => void): void {
  const days = /^(\d{1,4}) days?$/.exec(part)?.[1]
  if (/^#[0-9a-f]{3}(?:[0-9a-f]{3})?$/i.test(part)) set(value, 'swatch', part, refuse)
  else if (days !== undefined && Number(days) <= LIMITS.daysMax) set(value, 'leadDays', Number(days), refuse)
  else if (/^[+-]/.test(part)) set(value, 'priceMinor', amountOf(part, currency, refuse), refuse)
  // YAML takes " #" for a comment: what was meant as a colour is gone before we see it.
  else if (part === '') refuse('Nothing stands behind this bar. A colour follows its bar without a space: "|#1a1a1c".')
  else refuse(`"${part}" is neither a colour (#1a1a1c), a surcharge (+1,000 or -500) nor a time (3 days).`)
}

function set<K extends keyof Draft>(value: Draft, key: K, to: Draft[K], refuse: (sentence: string) => void): void {
  if (value[key] !== undefined) refuse('The same is said twice of this value.')
  value[key] = to
}
