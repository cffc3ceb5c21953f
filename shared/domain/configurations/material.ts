/**
 * Price of `units` of a material in whole minor units: `units` times `minorPer` for each `unitsPer`, worked out exactly on
 * the decimals as they are written and rounded half away from zero once. Throws unless all three are finite and `unitsPer` is positive.
 */
export function materialMinor(rule: { minorPer: number; unitsPer: number }, units: number): number {
  const [amount, price, per] = [decimalOf(units), decimalOf(rule.minorPer), decimalOf(rule.unitsPer)]
  if (per.digits <= 0n) throw new RangeError(`no price for each ${rule.unitsPer} units`)
  const above = amount.digits * price.digits * 10n ** BigInt(per.places)
  const below = per.digits * 10n ** BigInt(amount.places + price.places)
  const sign = above < 0n ? -1n : 1n
  const minor = (2n * above * sign + below) / (2n * below)
  return Number(minor * sign)
}

/** A number as its shortest decimal: 0.1 is one tenth, as it was written, and not the nearest binary fraction. */
function decimalOf(value: number): { digits: bigint; places: number } {
  const [, sign = '', whole = '', fraction = '', power = '0'] = DECIMAL.exec(String(value)) ?? []
  if (whole === '') throw new RangeError(`not a number of units: ${value}`)
  const places = fraction.length - Number(power)
  const digits = BigInt(`${sign}${whole}${fraction}`)
  return places >= 0 ? { digits, places } : { digits: digits * 10n ** BigInt(-places), places: 0 }
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/
