import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'
import { isMap } from 'yaml'
import type { Node } from 'yaml'
import { readFields, textIn } from './entries.ts'
import type { Reading } from './reading.ts'

export const TEXT_KEYS = ['ko', 'en'] as const

/** A text in both languages: `한글 | English`, or `ko:` and `en:` where it holds a bar of its own. */
export function readLocalised(reading: Reading, node: Node | undefined, name: string): Localised {
  if (node === undefined) return { ko: '', en: '' }
  if (isMap(node)) {
    const fields = readFields(reading, node, name, TEXT_KEYS, TEXT_KEYS)
    return { ko: spoken(reading, fields?.ko, name), en: spoken(reading, fields?.en, name) }
  }
  const [ko, en, more] = textIn(reading, node, name)
    .split('|')
    .map((part) => part.trim())
  if (ko && en && more === undefined) return { ko, en }
  reading.refuse(node, name, 'A text stands in both languages: "한국어 | English".')
  return { ko: '', en: '' }
}

function spoken(reading: Reading, node: Node | undefined, name: string): string {
  if (node === undefined) return ''
  const text = textIn(reading, node, name)
  if (text.trim() === '') reading.refuse(node, name, 'A text is missing in one language.')
  return text
}

/** An amount in major units, exact: `23,900,000` won, `12.50` euros. What the currency cannot pay is refused. */
export function readMoney(reading: Reading, node: Node | undefined, name: string, currency: Currency): number {
  if (node === undefined) return 0
  return amountOf(textIn(reading, node, name), currency, (sentence) => reading.refuse(node, name, sentence))
}

/** Minor units of a written amount; 0 and a sentence to `refuse` when it is none. */
export function amountOf(written: string, currency: Currency, refuse: (sentence: string) => void): number {
  const text = written.trim()
  const parsed = /^([+-]?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text)
  if (parsed === null) {
    refuse(`"${text}" is no amount of money; write it like 1,250,000 or -12.50.`)
    return 0
  }
  const [, sign = '', whole = '', fraction = ''] = parsed
  const exponent = CURRENCY_EXPONENTS[currency]
  if (fraction.length > exponent) {
    refuse(
      `${text} is more exact than ${currency}, which has ${exponent === 0 ? 'no decimals' : `${exponent} decimals`}.`,
    )
    return 0
  }
  const minor = Number(whole.replaceAll(',', '') + fraction.padEnd(exponent, '0'))
  if (Number.isSafeInteger(minor)) return minor === 0 ? 0 : sign === '-' ? -minor : minor
  refuse(`${text} is too much money to be counted exactly.`)
  return 0
}

/** A number as it stands; NaN and an error when it is none. */
export function readNumber(reading: Reading, node: Node | undefined, name: string): number {
  if (node === undefined) return Number.NaN
  const text = textIn(reading, node, name)
  if (NUMBER.test(text)) return Number(text) === 0 ? 0 : Number(text)
  reading.refuse(node, name, `"${text}" is no number.`)
  return Number.NaN
}

export const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/

/** A whole number between bounds, both included; the lower bound and an error when it is none. */
export function readWhole(
  reading: Reading,
  node: Node | undefined,
  name: string,
  [min, max]: readonly [number, number],
): number {
  if (node === undefined) return min
  const text = textIn(reading, node, name)
  const whole = /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN
  if (whole >= min && whole <= max) return whole
  reading.refuse(node, name, `A whole number from ${min} to ${max} belongs here, not "${text}".`)
  return min
}

/** `true` or `false`; anything else is refused. */
export function readYes(reading: Reading, node: Node | undefined, name: string): boolean {
  if (node === undefined) return false
  const text = textIn(reading, node, name)
  if (text !== 'true' && text !== 'false') reading.refuse(node, name, `"true" or "false" belongs here, not "${text}".`)
  return text === 'true'
}
