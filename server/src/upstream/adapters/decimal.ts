import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency, Money } from '@dangol/domain/money/money.ts'

const DECIMAL = /^(?<sign>-?)(?<whole>\d{1,15})(?:\.(?<part>\d+))?$/

/** A decimal amount in major units ('12.50') as exact minor units; null where it is not a whole number of them (U4). */
export function minorOf(amount: string, currency: Currency): number | null {
  const { sign, whole = '', part = '' } = DECIMAL.exec(amount)?.groups ?? {}
  if (whole === '') return null
  const exponent = CURRENCY_EXPONENTS[currency]
  if (/[1-9]/.test(part.slice(exponent))) return null
  const minor = Number(`${sign ?? ''}${whole}${part.slice(0, exponent).padEnd(exponent, '0')}`)
  // Adding nothing makes a zero of a '-0.00'.
  return Number.isSafeInteger(minor) ? minor + 0 : null
}

/** The same amount written out: 1,250 cents are '12.50', 12,500 won are '12500'. `minorOf` reads it back as the same. */
export function decimalOf({ minor, currency }: Money): string {
  const exponent = CURRENCY_EXPONENTS[currency]
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const [whole, part] = [digits.slice(0, digits.length - exponent), digits.slice(digits.length - exponent)]
  return `${minor < 0 ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`
}
