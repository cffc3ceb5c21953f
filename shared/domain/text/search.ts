import { LANGS } from './localised.ts'
import type { Localised } from './localised.ts'

const SYLLABLES_FROM = 0xac00
const SYLLABLES_TO = 0xd7a3
/** Vowels times finals: code points per initial consonant. */
const PER_INITIAL = 21 * 28
/** The 19 initial consonants in the order of the syllable block, as the keys of a keyboard write them. */
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'

/**
 * Whether a text is meant by what was typed, in either language, whatever the case and the spaces. Initial consonants find
 * Korean words ('ㄱㅈㅅ' finds '검정색'), also mixed with finished syllables ('검ㅈ'). An empty query finds everything.
 */
export function matches(query: string, text: Localised): boolean {
  const wanted = fold(query)
  return wanted.length === 0 || LANGS.some((lang) => contains(fold(text[lang]), wanted))
}

const fold = (text: string): string[] => Array.from(text.normalize('NFC').toLowerCase().replace(/\s/gu, ''))

function contains(text: readonly string[], wanted: readonly string[]): boolean {
  for (let from = 0; from + wanted.length <= text.length; from++) {
    if (wanted.every((letter, at) => letter === text[from + at] || letter === initialOf(text[from + at] ?? '')))
      return true
  }
  return false
}

function initialOf(letter: string): string | null {
  const code = letter.codePointAt(0) ?? 0
  if (code < SYLLABLES_FROM || code > SYLLABLES_TO) return null
  return INITIALS.charAt(Math.floor((code - SYLLABLES_FROM) / PER_INITIAL))
}
