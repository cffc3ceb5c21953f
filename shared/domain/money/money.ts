/** ISO 4217 currencies we price in, with the number of decimals of the minor unit. */
export const CURRENCY_EXPONENTS = { KRW: 0, EUR: 2, GBP: 2, USD: 2 } as const
export type Currency = keyof typeof CURRENCY_EXPONENTS

/** An exact amount in integer minor units: 12,50 EUR is `{ minor: 1250, currency: 'EUR' }`, 12,500 KRW is `{ minor: 12500, currency: 'KRW' }`. */
export interface Money {
  readonly minor: number
  readonly currency: Currency
}
