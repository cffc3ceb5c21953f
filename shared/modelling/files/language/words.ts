import { LIMITS } from '../limits.ts'

/** A word of a condition, formula or table; `at` is its place in the text. */
export interface Word {
  readonly kind: 'word' | 'quoted' | 'sign' | 'end'
  readonly text: string
  readonly at: number
}

/** A text that cannot be read, and from which character on. */
export class Misread extends Error {
  readonly at: number
  constructor(sentence: string, at: number) {
    super(sentence)
    this.at = at
  }
}

/** Words that mean something in a formula; an id of the same letters is written in quotes. */
export const RESERVED: ReadonlySet<string> = new Set(
  'and or not implies in is within of list all any at exactly between always'.split(' '),
)

const WORD = /[\p{L}\p{M}\p{N}_*]+(?:(?:\.(?!\.)|-)+[\p{L}\p{M}\p{N}_*]*)*/uy
const NEGATIVE = /-\d+(?:\.\d+)?(?:e[+-]?\d+)?/y
const SIGN = /!=|>=|<=|\.\.|[=,()[\]|]/y
const SPACE = /\s+/y

/** The words of a text, closed by an 'end'. Throws Misread at the first character that belongs to none. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let at = 0
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  while (at < text.length) {
    const space = take(SPACE)
    if (space !== undefined) at += space.length
    if (at === text.length) break
    const word = nextWord(text, at, take)
    words.push(word.word)
    at += word.length
    if (words.length > LIMITS.wordsMax) throw new Misread(`At most ${LIMITS.wordsMax} words can stand here.`, at)
  }
  return [...words, { kind: 'end', text: '', at: text.trimEnd().length }]
}

function nextWord(text: string, at: number, take: (pattern: RegExp) => string | undefined) {
  if (text[at] === '"') return quotedWord(text, at)
  const sign = take(SIGN)
  if (sign !== undefined) return { word: { kind: 'sign', text: sign, at } as const, length: sign.length }
  const word = take(NEGATIVE) ?? take(WORD)
  if (word !== undefined) return { word: { kind: 'word', text: word, at } as const, length: word.length }
  throw new Misread(
    `"${String.fromCodePoint(text.codePointAt(at) ?? 0)}" has no meaning here; odd names stand in quotes.`,
    at,
  )
}

function quotedWord(text: string, at: number) {
  const quoted = /^"(?:[^"\\]|\\.)*"/u.exec(text.slice(at, at + 1_000))?.[0]
  if (quoted === undefined) throw new Misread('The quotes are never closed.', at)
  try {
    return { word: { kind: 'quoted', text: String(JSON.parse(quoted)), at } as const, length: quoted.length }
  } catch {
    throw new Misread('Only \\" and \\\\ may stand behind a backslash.', at)
  }
}

/** An id as it is written in a formula: bare where that reads back as itself, else in quotes. */
export function writtenId(id: string): string {
  WORD.lastIndex = 0
  const bare = WORD.exec(id)?.[0] === id && !RESERVED.has(id) && !id.includes('*')
  return bare ? id : JSON.stringify(id)
}
