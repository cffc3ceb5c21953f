import { CROCKFORD, encodeCrockford } from '../text/crockford.ts'

/**
 * The configuration code RC1 (recognition-ux 3.3): 60 random bits as 12 Crockford characters and a check character. It
 * opens one configuration and says nothing of a person.
 */
const DATA_LENGTH = 12
/** Crockford's check symbols: the 32 digits and five more, for a remainder modulo the prime 37. */
const CHECK_SYMBOLS = `${CROCKFORD}*~$=U`
/** Longer texts are not codes, and not worth reading. */
const TEXT_LENGTH_MAX = 300

/** A new code of 13 characters from 8 random bytes, of which 60 bits are used. */
export function makeRc1(random: Uint8Array): string {
  if (random.length < 8) throw new RangeError('a code needs 8 random bytes')
  const data = encodeCrockford(random.slice(0, 8)).slice(0, DATA_LENGTH)
  return data + checkSymbol(data)
}

/**
 * The code in what was typed, spoken or scanned, in its one canonical spelling; null when there is none. Accepts lower case,
 * O for 0, I and L for 1, spaces and dashes, a leading 'RC1:' and an address that ends in `/c/CODE`.
 */
export function parseRc1(text: string): string | null {
  if (text.length > TEXT_LENGTH_MAX) return null
  const bare = withoutWrapping(text.trim())
  if (bare === null) return null
  const code = bare.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  const data = code.slice(0, DATA_LENGTH)
  const isCode = code.length === DATA_LENGTH + 1 && Array.from(data).every((letter) => CROCKFORD.includes(letter))
  return isCode && code.charAt(DATA_LENGTH) === checkSymbol(data) ? code : null
}

/** A code grouped to be read aloud: 'XXXX-XXXX-XXXXX'. */
export const formatRc1 = (code: string): string => `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`

function withoutWrapping(text: string): string | null {
  const address = /^https?:\/\/[^\s?#]*\/c\/([^/?#]+)\/?$/i.exec(text)
  if (address === null) return text.replace(/^rc1:/i, '')
  try {
    // A phone may escape the check characters '$' and '='.
    return decodeURIComponent(address[1] ?? '')
  } catch {
    return null
  }
}

function checkSymbol(data: string): string {
  let remainder = 0
  for (const letter of data) remainder = (remainder * 32 + CROCKFORD.indexOf(letter)) % 37
  return CHECK_SYMBOLS.charAt(remainder)
}
