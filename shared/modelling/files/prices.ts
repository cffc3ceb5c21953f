import type { Characteristic, PriceRule } from '@dangol/domain/catalogue/model.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import type { Node } from 'yaml'
import { readEntries, readFields, textIn } from './entries.ts'
import type { Entry, Fields } from './entries.ts'
import { noCharacteristic } from './language/known.ts'
import type { Known } from './language/known.ts'
import { parseTable } from './language/table.ts'
import { LIMITS } from './limits.ts'
import { amountOf, NUMBER, readLocalised, readMoney } from './plain.ts'
import type { Reading } from './reading.ts'
import { readCondition, readSentence } from './sentences.ts'

export const PRICE_KEYS = ['title', 'when', 'add', 'table', 'per letter of', 'per unit of'] as const

type PriceFields = Fields<(typeof PRICE_KEYS)[number]>

/** Surcharges and savings beyond those of single values. */
export function readPrices(reading: Reading, node: Node | undefined, known: Known, currency: Currency): PriceRule[] {
  return readEntries(reading, node, 'price rules', LIMITS.pricesMax).flatMap(
    (entry) => readPrice(reading, entry, known, currency) ?? [],
  )
}

function readPrice(reading: Reading, { id, key, node }: Entry, known: Known, currency: Currency): PriceRule | null {
  const fields = readFields(reading, node, id, PRICE_KEYS, ['title'])
  if (fields === null) return null
  const { when, add, table, 'per letter of': letters, 'per unit of': units } = fields
  const title = readLocalised(reading, fields.title, id)
  const forms = [table, letters, units].filter((form) => form !== undefined).length
  if (forms > 1 || !add === !table || (when && (table ?? letters)) || (forms === 0 && !when)) {
    reading.refuse(key, id, 'A price is "when" with "add", "per letter of" or "per unit of" with "add", or a "table".')
    return null
  }
  if (table) return tableOf(reading, id, table, title, known, currency)
  if (units) return perUnit(reading, id, fields, title, known, currency)
  const addMinor = readMoney(reading, add, id, currency)
  if (letters) return { id, kind: 'per-letter', of: named(reading, letters, id, known, 'text'), addMinor, title }
  return { id, kind: 'when', when: readCondition(reading, when, id, known), addMinor, title }
}

function tableOf(
  reading: Reading,
  id: string,
  node: Node,
  title: PriceRule['title'],
  known: Known,
  currency: Currency,
): PriceRule | null {
  const table = readSentence(reading, node, id, (text) => parseTable(known, text, 'add'))
  if (!table) return null
  const rows = table.rows.map(({ values, last, at }) => ({
    values,
    addMinor: amountOf(last, currency, (sentence) => reading.refuse(node, id, sentence, at)),
  }))
  return { id, kind: 'table', over: table.over, rows, title }
}

/** `add: 12,000 per 10`: for every 10 units of the number. */
function perUnit(
  reading: Reading,
  id: string,
  { add, when, 'per unit of': of }: PriceFields,
  title: PriceRule['title'],
  known: Known,
  currency: Currency,
): PriceRule {
  const text = add ? textIn(reading, add, id) : ''
  const [amount = '', per = '1', more] = text.split(' per ').map((part) => part.trim())
  const units = NUMBER.test(per) ? Number(per) : 0
  if (units <= 0 || more !== undefined) reading.refuse(add, id, `Write it like "12,000 per 10", not "${text}".`)
  return {
    id,
    kind: 'per-unit',
    of: named(reading, of, id, known, 'number'),
    ...(when && { when: readCondition(reading, when, id, known) }),
    minorPer: amountOf(amount, currency, (sentence) => reading.refuse(add, id, sentence)),
    unitsPer: units,
    title,
  }
}

/** The characteristic of this kind that a node names. */
export function named(
  reading: Reading,
  node: Node | undefined,
  name: string,
  known: Known,
  kind: Characteristic['kind'],
): string {
  if (node === undefined) return ''
  const id = textIn(reading, node, name)
  const found = known.characteristics.get(id)
  if (!found) reading.refuse(node, name, noCharacteristic(known, id))
  else if (found.kind !== kind) reading.refuse(node, name, `"${id}" is a ${found.kind}; a ${kind} belongs here.`)
  return id
}
