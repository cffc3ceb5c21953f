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

/**
 * An address as an approved kiosk may show it: lines run from the area to the door, and of the last one only what kind of door it
 * is stays: '101동 1502호' is '***동 ****호', 'Apt 1502' is 'Apt ****'. Whoever lives there recognises it; whoever looks over a
 * shoulder does not find the door. A single line is masked as a last one.
 */
export const maskAddress = (lines: readonly string[]): string[] =>
  lines.map((line, index) => (index === lines.length - 1 ? maskDoor(line) : line))

/** Words that say what stands beside them, not which one it is. */
const DOOR_WORDS = /^(?:apt|apartment|flat|unit|suite|ste|room|rm|floor|fl|bldg|building|block|tower|house|no)[.:]?$/i
/** What a Korean number counts, at its end. */
const KOREAN_UNIT = /^(?<which>.+?)(?<unit>번지|번길|동|호|층|관|길|로|번|가)(?<mark>[,.]?)$/u

function maskDoor(line: string): string {
  const words = line.normalize('NFC').trim().split(/\s+/u).filter(Boolean)
  return words.map((word) => (DOOR_WORDS.test(word) ? word : maskDoorWord(word))).join(' ')
}

function maskDoorWord(word: string): string {
  const { which, unit = '', mark = '' } = KOREAN_UNIT.exec(word)?.groups ?? {}
  return `${'*'.repeat(letters(which ?? word).length)}${unit}${mark}`
}
