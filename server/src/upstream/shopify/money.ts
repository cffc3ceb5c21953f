import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency, Money } from '@dangol/domain/money/money.ts'

const isKnown = (code: string): code is Currency => Object.hasOwn(CURRENCY_EXPONENTS, code)

/**
 * A decimal amount of Shopify ('12.50', '12500.0') in integer minor units, never through a float. Refuses: 'currency' for one that
 * the store does not price in, 'money' for what is no amount or has more decimals than its currency.
 */
export function toMinor(amount: string, code: string): Money | 'currency' | 'money' {
  if (!isKnown(code)) return 'currency'
  const parts = /^(?<sign>-?)(?<whole>\d{1,15})(?:\.(?<rest>\d{1,12}))?$/.exec(amount)?.groups
  if (parts === undefined) return 'money'
  const { sign = '', whole = '', rest = '' } = parts
  const exponent = CURRENCY_EXPONENTS[code]
  const decimals = rest.replace(/0+$/, '')
  if (decimals.length > exponent) return 'money'
  const minor = Number(`${whole}${decimals.padEnd(exponent, '0')}`)
  if (!Number.isSafeInteger(minor)) return 'money'
  return { minor: sign === '-' && minor !== 0 ? -minor : minor, currency: code }
}

/** The same amount as Shopify writes it: 1250 cents are '12.50', 12,500 won are '12500'. */
export function toDecimal({ minor, currency }: Money): string {
  const exponent = CURRENCY_EXPONENTS[currency]
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  return `${minor < 0 ? '-' : ''}${whole}${exponent === 0 ? '' : `.${digits.slice(-exponent)}`}`
}
