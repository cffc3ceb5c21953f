import type { LocationId } from '../ids/ids.ts'
import type { Currency } from '../money/money.ts'
import type { Localised } from '../text/localised.ts'

/** A place that holds stock: this store, another store, or a warehouse. */
export interface StockLocation {
  readonly id: LocationId
  readonly title: Localised
  readonly kind: 'store' | 'warehouse'
  /** Working days until goods from there are at this store; 0 for this store. */
  readonly transferDays: number
}

export interface Store {
  readonly id: string
  readonly title: Localised
  readonly currency: Currency
  /** Country whose law on personal data holds here (ISO 3166, or 'EU'); where it is absent, the one of the currency. */
  readonly jurisdiction?: string
  /** IANA zone; every promised date is a date in it. */
  readonly timeZone: string
  readonly home: LocationId
  readonly locations: readonly StockLocation[]
  /** ISO dates on which nothing is made or moved. Weekends are `closedWeekdays` (0 = Sunday). */
  readonly closedDates: readonly string[]
  readonly closedWeekdays: readonly number[]
  /** Made-to-order units the workshop starts per working day. */
  readonly workshopUnitsPerDay: number
  readonly deliveryDays: number
}

/** Country whose law on personal data the store is under. */
export const jurisdictionOf = ({ jurisdiction, currency }: Pick<Store, 'jurisdiction' | 'currency'>): string =>
  jurisdiction ?? (currency === 'EUR' ? 'EU' : currency.slice(0, 2))
