import { assemble, removeLastCharacter } from 'es-hangul'

const JAMO = /^[ㄱ-ㅎㅏ-ㅣ]$/
const HANGUL = /^[ㄱ-ㅎㅏ-ㅣ가-힣]$/
/** A vowel by itself begins no syllable, so nothing joins it. */
const JOINABLE = /^[ㄱ-ㅎ가-힣]$/

/**
 * The text after one more letter. A Hangul letter joins the syllable before it as a two-set keyboard joins them
 * ('갑' and 'ㅏ' are '가바'); anything else is put behind.
 */
export function typeLetter(text: string, letter: string): string {
  const last = text.slice(-1)
  if (!JAMO.test(letter) || !JOINABLE.test(last)) return text + letter
  return text.slice(0, -1) + assemble([last, letter])
}

/** The text without what was typed last: one letter of a syllable, or one other character. */
export function eraseLetter(text: string): string {
  const whole = Array.from(text)
  const last = whole.at(-1) ?? ''
  const head = whole.slice(0, -1).join('')
  return HANGUL.test(last) ? head + removeLastCharacter(last) : head
}
