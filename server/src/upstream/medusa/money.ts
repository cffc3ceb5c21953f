import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency, Money } from '@dangol/domain/money/money.ts'

/** Medusa writes '129.9', '15000' and, where something was divided, '33.333333333333336'. */
const DECIMAL = /^(?<sign>-?)(?<whole>\d{1,15})(?:\.(?<part>\d+))?$/

/**
 * An amount of Medusa, which counts in major units, as exact minor units; null where it is not a whole number of them. A number
 * came through JSON, where both ends write the shortest text that reads back as the same: that text is what was meant.
 */
export function toMinor(amount: number | string, currency: Currency): number | null {
  const { sign, whole = '', part = '' } = DECIMAL.exec(String(amount))?.groups ?? {}
  if (whole === '') return null
  const exponent = CURRENCY_EXPONENTS[currency]
  if (/[1-9]/.test(part.slice(exponent))) return null
  const minor = Number(`${sign ?? ''}${whole}${part.slice(0, exponent).padEnd(exponent, '0')}`)
  return Number.isSafeInteger(minor) ? minor + 0 : null
}

/** Minor units as the decimal number that Medusa takes: what `toMinor` reads back as the same. */
export function toDecimal({ minor, currency }: Money): number {
  const exponent = CURRENCY_EXPONENTS[currency]
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const [whole, part] = [digits.slice(0, digits.length - exponent), digits.slice(digits.length - exponent)]
  return Number(`${minor < 0 ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`)
}

/** 'krw' is KRW; null for what a store does not price in. */
export const currencyOf = (code: string): Currency | null =>
  (Object.keys(CURRENCY_EXPONENTS) as Currency[]).find((known) => known === code.toUpperCase()) ?? null
