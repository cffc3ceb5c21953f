const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map(Array.from(ALPHABET, (sign, value) => [sign.charCodeAt(0), value]))
/** Signs put together at once: a string of a million signs is not made one by one. */
const CHUNK = 8_190

/** Bytes as base64 with padding (RFC 4648, 4). */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let from = 0; from < bytes.length; from += CHUNK) {
    let signs = ''
    const chunk = bytes.subarray(from, from + CHUNK)
    for (let at = 0; at < chunk.length; at += 3) {
      const triple = ((chunk[at] ?? 0) << 16) | ((chunk[at + 1] ?? 0) << 8) | (chunk[at + 2] ?? 0)
      signs += ALPHABET.charAt(triple >> 18) + ALPHABET.charAt((triple >> 12) & 63)
      signs += at + 1 < chunk.length ? ALPHABET.charAt((triple >> 6) & 63) : '='
      signs += at + 2 < chunk.length ? ALPHABET.charAt(triple & 63) : '='
    }
    parts.push(signs)
  }
  return parts.join('')
}

/** The bytes of a base64 text; null for anything that `encodeBase64` does not write. */
export function decodeBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const bytes = new Uint8Array((text.length / 4) * 3 - padding)
  let at = 0
  for (let from = 0; from < text.length; from += 4) {
    let triple = 0
    for (let sign = from; sign < from + 4; sign++) {
      const isPadding = sign >= text.length - padding
      const value = isPadding ? 0 : VALUES.get(text.charCodeAt(sign))
      if (value === undefined) return null
      triple = (triple << 6) | value
    }
    for (let shift = 16; shift >= 0; shift -= 8) {
      if (at < bytes.length) bytes[at++] = (triple >> shift) & 255
      // Bits that no byte holds must be nothing, or two texts would be the same bytes.
      else if (((triple >> shift) & 255) !== 0) return null
    }
  }
  return bytes
}

/** Bytes as base64url without padding (RFC 4648, 5). */
export const encodeBase64Url = (bytes: Uint8Array): string =>
  encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
