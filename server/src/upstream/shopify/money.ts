import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency, Money } from '@dangol/domain/money/money.ts'
import { minorOf } from '../adapters/decimal.ts'

const isKnown = (code: string): code is Currency => Object.hasOwn(CURRENCY_EXPONENTS, code)

/**
 * A decimal amount of Shopify ('12.50', '12500.0') in integer minor units, never through a float. Refuses: 'currency' for one that
 * the store does not price in, 'money' for what is no amount or has more decimals than its currency.
 */
export function toMinor(amount: string, code: string): Money | 'currency' | 'money' {
  if (!isKnown(code)) return 'currency'
  const minor = minorOf(amount, code)
  return minor === null ? 'money' : { minor, currency: code }
}
