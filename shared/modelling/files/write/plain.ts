import { CURRENCY_EXPONENTS } from '@dangol/domain/money/money.ts'
import type { Currency } from '@dangol/domain/money/money.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'

/** What becomes YAML: texts, lists and mappings in order. */
export type Tree = string | readonly Tree[] | ReadonlyMap<string, Tree>

/** A mapping of the entries that are there, in their order. */
export const mapping = (entries: readonly (readonly [string, Tree | undefined])[]): Map<string, Tree> =>
  new Map(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])))

/** `한글 | English` where that reads back as it, else both spelled out. */
export function localisedTree(text: Localised): Tree {
  const line = lineOf(text)
  return (
    line ??
    mapping([
      ['ko', text.ko],
      ['en', text.en],
    ])
  )
}

/** The same as one line, or null when the texts do not bear it. */
export function lineOf({ ko, en }: Localised): string | null {
  const plain = [ko, en].every((each) => each !== '' && each === each.trim() && !/[|\p{Cc}\p{Zl}\p{Zp}]/u.test(each))
  return plain ? `${ko} | ${en}` : null
}

/** Minor units in major ones, exact, with thousands apart: `23,900,000`, `-12.50`. */
export function moneyText(minor: number, currency: Currency): string {
  const exponent = CURRENCY_EXPONENTS[currency]
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(?:\d{3})+$)/g, ',')
  const fraction = digits.slice(digits.length - exponent)
  return `${minor < 0 ? '-' : ''}${whole}${fraction && `.${fraction}`}`
}

/** The same with its sign, as surcharges are written. */
export const surchargeText = (minor: number, currency: Currency): string =>
  `${minor < 0 ? '' : '+'}${moneyText(minor, currency)}`
