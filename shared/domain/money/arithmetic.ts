import { CURRENCY_EXPONENTS } from './money.ts'
import type { Currency, Money } from './money.ts'

/** An amount of `minor` units. Throws on anything but a safe integer: a float never becomes money. */
export function money(minor: number, currency: Currency): Money {
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not an exact amount of ${currency}: ${minor}`)
  // A negative zero would print as '-0' and differ from 0 in tests and keys.
  return { minor: minor === 0 ? 0 : minor, currency }
}

export const zero = (currency: Currency): Money => money(0, currency)

/** Sum of two amounts. Throws when the currencies differ. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} do not add up`)
  return money(a.minor + b.minor, a.currency)
}

/** `amount` taken `factor` times; the factor is a whole number (units of a line). */
export function times(amount: Money, factor: number): Money {
  if (!Number.isSafeInteger(factor)) throw new RangeError(`not a whole factor: ${factor}`)
  return money(amount.minor * factor, amount.currency)
}

export const negate = (amount: Money): Money => money(-amount.minor, amount.currency)

/** Sum of amounts of one currency; zero of it when there are none. */
export const sum = (amounts: readonly Money[], currency: Currency): Money => amounts.reduce(add, zero(currency))

/**
 * Splits an amount in proportion to whole, non-negative weights, by largest remainder; ties go to the earlier part.
 * The parts always add up to the amount. Throws when there is no positive weight.
 */
export function splitByWeights(amount: Money, weights: readonly number[]): Money[] {
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) throw new RangeError('weights are counts')
  const whole = weights.reduce((total, weight) => total + BigInt(weight), 0n)
  if (whole === 0n) throw new RangeError('nothing to split by')
  const sign = amount.minor < 0 ? -1n : 1n
  const units = BigInt(amount.minor) * sign
  const parts = weights.map((weight) => (units * BigInt(weight)) / whole)
  const remainders = weights.map((weight, at) => ({ at, left: (units * BigInt(weight)) % whole }))
  remainders.sort((a, b) => (a.left === b.left ? a.at - b.at : a.left < b.left ? 1 : -1))
  let rest = units - parts.reduce((total, part) => total + part, 0n)
  for (const { at } of remainders) {
    if (rest === 0n) break
    parts[at] = (parts[at] ?? 0n) + 1n
    rest -= 1n
  }
  const split = parts.map((part) => money(Number(part * sign), amount.currency))
  if (sum(split, amount.currency).minor !== amount.minor) throw new Error('the parts of a split do not add up')
  return split
}

/**
 * Rounds an exact decimal in major units, such as '0.425', half to even to minor units: 0.42 GBP.
 * Half-even, so that a year of lines does not drift upwards. Throws on anything but plain decimal digits.
 */
export function roundDecimalToMinor(decimal: string, currency: Currency): Money {
  const parsed = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (parsed === null) throw new RangeError(`not a decimal number: ${decimal}`)
  const [, sign = '', whole = '0', fraction = ''] = parsed
  const exponent = CURRENCY_EXPONENTS[currency]
  const scale = 10n ** BigInt(Math.max(fraction.length - exponent, 0))
  const digits = BigInt(whole + fraction.padEnd(exponent, '0'))
  const rounded = divideHalfEven(digits, scale)
  return money(Number(sign === '-' ? -rounded : rounded), currency)
}

/** Whole quotient, rounded half to even; the divisor is positive. */
export function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  if (divisor <= 0n) throw new RangeError('the divisor is positive')
  const sign = dividend < 0n ? -1n : 1n
  const size = dividend * sign
  const quotient = size / divisor
  const twice = (size % divisor) * 2n
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n)
  return sign * (up ? quotient + 1n : quotient)
}
