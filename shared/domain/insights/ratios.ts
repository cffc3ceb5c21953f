import { divideHalfEven, money } from '../money/arithmetic.ts'
import type { Money } from '../money/money.ts'

/** Sales per order, rounded half to even to a minor unit; null while there is no order. */
export function averageOrderValue(sales: Money, orders: number): Money | null {
  return orders === 0 ? null : money(divide(sales.minor, orders), sales.currency)
}

/** Units per order in hundredths (2.5 units are 250), rounded half to even; null while there is no order. */
export function unitsPerTransactionHundredths(units: number, orders: number): number | null {
  return orders === 0 ? null : divide(units * 100, orders)
}

const divide = (dividend: number, divisor: number): number => Number(divideHalfEven(BigInt(dividend), BigInt(divisor)))
