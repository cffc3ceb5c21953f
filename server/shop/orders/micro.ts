import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency } from '@dangol/domain/money/money.ts'

/** Decimals of the exact amounts kept beside the minor units: an imported price may be finer than a penny. */
export const MICRO_DECIMALS = 6

/** Millionths of the major unit in one minor unit: 10,000 for GBP, 1,000,000 for KRW. */
export const microPerMinor = (currency: Currency): bigint =>
  10n ** BigInt(MICRO_DECIMALS - CURRENCY_EXPONENTS[currency])

export const minorToMicro = (minor: number, currency: Currency): bigint => BigInt(minor) * microPerMinor(currency)

/** Minor units nearest to an exact amount; a tie goes to the even neighbour, so that many roundings do not drift. */
export function microToMinor(micro: bigint, currency: Currency): number {
  const unit = microPerMinor(currency)
  const size = micro < 0n ? -micro : micro
  const whole = size / unit
  const twice = 2n * (size % unit)
  const isUp = twice > unit || (twice === unit && whole % 2n === 1n)
  const minor = Number(isUp ? whole + 1n : whole)
  if (!Number.isSafeInteger(minor)) throw new RangeError('an amount beyond safe integers')
  return micro < 0n && minor !== 0 ? -minor : minor
}

/** An exact amount as a plain decimal without trailing zeros: 9747747.934. */
export function formatMicro(micro: bigint): string {
  const digits = (micro < 0n ? -micro : micro).toString().padStart(MICRO_DECIMALS + 1, '0')
  const fraction = digits.slice(-MICRO_DECIMALS).replace(/0+$/, '')
  return `${micro < 0n ? '-' : ''}${digits.slice(0, -MICRO_DECIMALS)}${fraction === '' ? '' : `.${fraction}`}`
}
