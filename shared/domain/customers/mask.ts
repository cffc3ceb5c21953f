import { letters } from '../text/letters.ts'

/**
 * A name as a screen in public may show it: '김민지' is '김*지', 'Emma Stone' is 'E*** S.'. Whoever bears it recognises it,
 * whoever does not learns little. A part of one letter is hidden whole.
 */
export function maskName(name: string): string {
  const words = name.normalize('NFC').trim().split(/\s+/u).filter(Boolean)
  if (words.length === 0) return '*'
  if (words.every((word) => EAST_ASIAN.test(word))) return maskEastAsian(letters(words.join('')))
  const [first = '', ...others] = words
  const last = others.at(-1)
  return last === undefined ? maskWord(letters(first)) : `${maskWord(letters(first))} ${letters(last)[0] ?? ''}.`
}

const EAST_ASIAN = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+$/u

/** First and last syllable stay; of two, only the family name. */
function maskEastAsian(syllables: readonly string[]): string {
  if (syllables.length <= 2) return maskWord(syllables)
  return `${syllables[0] ?? ''}${'*'.repeat(syllables.length - 2)}${syllables.at(-1) ?? ''}`
}

const maskWord = (word: readonly string[]): string =>
  word.length <= 1 ? '*' : `${word[0] ?? ''}${'*'.repeat(word.length - 1)}`
