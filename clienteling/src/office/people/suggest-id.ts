const FIRST_SYLLABLE = 0xac00
const LAST_SYLLABLE = 0xd7a3
const VOWELS = 21
const ENDS = 28
const ID_LENGTH_MAX = 40

// Revised Romanisation of Korean (2000), syllable by syllable: a name is not changed by what it meets.
const STARTS_WITH = ['g', 'kk', 'n', 'd', 'tt', 'r', 'm', 'b', 'pp', 's', 'ss', '', 'j', 'jj', 'ch', 'k', 't', 'p', 'h']
const HAS = [
  ...['a', 'ae', 'ya', 'yae', 'eo', 'e', 'yeo', 'ye', 'o', 'wa', 'wae'],
  ...['oe', 'yo', 'u', 'wo', 'we', 'wi', 'yu', 'eu', 'ui', 'i'],
]
const ENDS_WITH = [
  ...['', 'k', 'k', 'k', 'n', 'n', 'n', 't', 'l', 'k', 'm', 'l', 'l', 'l', 'p', 'l'],
  ...['m', 'p', 'p', 't', 't', 'ng', 't', 't', 'k', 't', 'p', 't'],
]

/** An id for somebody of that name, which nobody has yet: '김지은' is 'gimjieun', 'José Müller' is 'jose-muller'. */
export function suggestId(name: string, taken: readonly string[]): string {
  const plain = Array.from(name.trim(), romanised).join('').normalize('NFD').toLowerCase()
  const base = plain
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, ID_LENGTH_MAX - 4)
  if (base === '') return ''
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? base : `${base}-${n}`
    if (!taken.includes(id)) return id
  }
}

function romanised(letter: string): string {
  const code = letter.codePointAt(0) ?? 0
  if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return letter
  const at = code - FIRST_SYLLABLE
  const start = STARTS_WITH[Math.floor(at / (VOWELS * ENDS))]
  return `${start ?? ''}${HAS[Math.floor(at / ENDS) % VOWELS] ?? ''}${ENDS_WITH[at % ENDS] ?? ''}`
}
