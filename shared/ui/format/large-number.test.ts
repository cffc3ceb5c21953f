import { expect, test } from 'vitest'
import { largeNumber } from './large-number.ts'

const said = (count: bigint, lang: 'ko' | 'en') => {
  const { kind, text } = largeNumber(count, lang)
  return `${kind} ${text}`
}

test.each([
  [1n, 'exact 1', 'exact 1'],
  [9_999n, 'exact 9,999', 'exact 9,999'],
  [10_000n, 'about 1만', 'about 10 thousand'],
  [278_744n, 'about 27만', 'about 278 thousand'],
  [97_451_212_554_676n, 'about 97조', 'about 97.4 trillion'],
  [24_566_537_954_855_761_920_000n, 'about 245해', 'about 24.5 sextillion'],
  [2n * 10n ** 24n, 'digits 25', 'digits 25'],
])('%d is told as people count in either language', (count, ko, en) => {
  expect([said(count, 'ko'), said(count, 'en')]).toEqual([ko, en])
})

test('a number past all names is told by its length', () => {
  expect(said(10n ** 1_534n, 'en')).toBe('digits 1535')
})
