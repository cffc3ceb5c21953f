const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** Bytes as Base45 (RFC 9285): the alphanumeric mode of a QR code holds it without waste. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const high = bytes[at] ?? 0
    const low = bytes[at + 1]
    text += low === undefined ? digits(high, 2) : digits(high * 256 + low, 3)
  }
  return text
}

/** Bytes of a Base45 text, or null when it is not one (RFC 9285 section 4: foreign characters, odd rest, overflow). */
export function decodeBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null
  const bytes = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 === 2 ? 1 : 0))
  let filled = 0
  for (let at = 0; at < text.length; at += 3) {
    const isWhole = at + 3 <= text.length
    const value = digitAt(text, at) + 45 * digitAt(text, at + 1) + (isWhole ? 2_025 * digitAt(text, at + 2) : 0)
    // A foreign character is no number, and compares with nothing.
    if (!(value <= (isWhole ? 0xff_ff : 0xff))) return null
    if (isWhole) bytes[filled++] = value >> 8
    bytes[filled++] = value & 0xff
  }
  return bytes
}

/** Least significant digit first. */
function digits(value: number, count: number): string {
  let text = ''
  let rest = value
  for (let at = 0; at < count; at++) {
    text += ALPHABET.charAt(rest % 45)
    rest = Math.floor(rest / 45)
  }
  return text
}

const VALUES = new Map(Array.from(ALPHABET, (sign, value) => [sign.charCodeAt(0), value]))

const digitAt = (text: string, at: number): number => VALUES.get(text.charCodeAt(at)) ?? Number.NaN
