import type { Lang } from '@dangol/domain/text/localised.ts'

/** Names of ten thousand, its square, its cube and so on, as far as people know them. */
const KOREAN = ['', '만', '억', '조', '경', '해']
/** Names of a thousand and its powers, short scale, as far as people know them. */
const ENGLISH = ['', ' thousand', ' million', ' billion', ' trillion', ' quadrillion', ' quintillion', ' sextillion']
/** Counts of fewer digits than this are told exactly. */
const EXACT_DIGITS_MAX = 4

/** A count as people can say it: 'exact' as it is, 'about' rounded down to a name, or how many 'digits' it has. */
export interface LargeNumber {
  readonly kind: 'exact' | 'about' | 'digits'
  readonly text: string
}

/** A count in words: '2,456', '2,456경', '24.5 quintillion'; past the last name there is only its length: '95'. */
export function largeNumber(count: bigint, lang: Lang): LargeNumber {
  const digits = String(count)
  if (digits.length <= EXACT_DIGITS_MAX) return { kind: 'exact', text: grouped(digits) }
  const [size, names] = lang === 'ko' ? [4, KOREAN] : [3, ENGLISH]
  const power = Math.floor((digits.length - 1) / size)
  const name = names[power]
  if (name === undefined) return { kind: 'digits', text: String(digits.length) }
  const head = digits.slice(0, digits.length - power * size)
  const next = digits.charAt(head.length)
  // 'About 24.5 million' says more than 'about 24 million'; Korean names leave up to four digits anyway.
  const fraction = lang === 'en' && head.length < 3 && next !== '0' ? `.${next}` : ''
  return { kind: 'about', text: `${grouped(head)}${fraction}${name}` }
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',')
