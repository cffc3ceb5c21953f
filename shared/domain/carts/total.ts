import { sum, times } from '../money/arithmetic.ts'
import type { Currency, Money } from '../money/money.ts'

/** What of a line matters for the sum. */
export interface PricedLine {
  readonly unitPrice: Money
  readonly quantity: number
}

/** Price of all units of a line. */
export const lineTotal = (line: PricedLine): Money => times(line.unitPrice, line.quantity)

/** Sum of the lines; zero of the store's currency for an empty cart. Throws when a line is in another currency. */
export const cartTotal = (lines: readonly PricedLine[], currency: Currency): Money =>
  sum(lines.map(lineTotal), currency)

/** Units over all lines. */
export const cartUnits = (lines: readonly PricedLine[]): number =>
  lines.reduce((units, line) => units + line.quantity, 0)
