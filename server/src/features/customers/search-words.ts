/** Scripts written without spaces between family and given name: every later part of a word is a beginning too. */
const UNSPACED = /^[\p{Script=Hangul}\p{Script=Han}]+$/u
/** A search names at least this many letters. */
const LETTERS_MIN = 2

/** The words under which a member is found: parts of the name, and the number with and without its punctuation. */
export function wordsOfMember(name: string, number: string): string[] {
  const folded = fold(number)
  return [...fold(name).split(/\s+/u).flatMap(beginnings), folded, bare(folded)].filter(
    (word) => word.length >= LETTERS_MIN,
  )
}

/** What was typed, as the longest word and the next longest; null when nothing searchable was typed. */
export function wordsOfQuery(query: string): { first: string; second: string | null } | null {
  const words = fold(query)
    .split(/\s+/u)
    .filter((word) => word.length > 0)
    .sort((a, b) => b.length - a.length)
  const [first, second = null] = words
  return first === undefined ? null : { first, second }
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().trim()
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')

function beginnings(word: string): string[] {
  if (!UNSPACED.test(word)) return [word, bare(word)]
  const letters = Array.from(word)
  return letters.map((_letter, at) => letters.slice(at).join(''))
}
