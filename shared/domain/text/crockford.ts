/** Crockford's base32: no I, L, O, U, so that a code can be read aloud and typed from paper. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bytes as Crockford base32, most significant bit first; the last character is filled with zero bits. */
export function encodeCrockford(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xf_ff
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += CROCKFORD.charAt((held >> bits) & 31)
    }
  }
  return bits === 0 ? text : text + CROCKFORD.charAt((held << (5 - bits)) & 31)
}
