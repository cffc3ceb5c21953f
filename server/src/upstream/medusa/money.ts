import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency, Money } from '@dangol/domain/money/money.ts'
import { decimalOf, minorOf } from '../adapters/decimal.ts'

/**
 * An amount of Medusa ('129.9', 15000 and, where something was divided, 33.333333333333336) as exact minor units; null where it is
 * not a whole number of them. A number came through JSON, where both ends write the shortest text that reads back as the same: that
 * text is what was meant.
 */
export const toMinor = (amount: number | string, currency: Currency): number | null => minorOf(String(amount), currency)

/** Minor units as the decimal number that Medusa takes: what `toMinor` reads back as the same. */
export const toDecimal = (money: Money): number => Number(decimalOf(money))

/** 'krw' is KRW; null for what a store does not price in. */
export const currencyOf = (code: string): Currency | null =>
  (Object.keys(CURRENCY_EXPONENTS) as Currency[]).find((known) => known === code.toUpperCase()) ?? null
