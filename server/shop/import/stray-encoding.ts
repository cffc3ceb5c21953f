const utf8 = new TextDecoder('utf-8', { fatal: true })
const windows1252 = new TextDecoder('windows-1252')
const NOT_ASCII = /[\u0080-\u00ff]/
const CONTROLS_AND_SPACES = /[\p{Cc}\s]+/gu

/** Counts the fields that were not UTF-8. */
export interface EncodingCount {
  strayFields: number
}

/**
 * A field's text from its bytes (given as Latin-1): UTF-8 where it is valid, else Windows-1252, which old exports mix in.
 * Runs of spaces and control characters become one space.
 */
export function textOf(field: string, count: EncodingCount): string {
  return decode(field, count).replace(CONTROLS_AND_SPACES, ' ').trim()
}

function decode(field: string, count: EncodingCount): string {
  if (!NOT_ASCII.test(field)) return field
  const bytes = Buffer.from(field, 'latin1')
  try {
    return utf8.decode(bytes)
  } catch {
    count.strayFields++
    return windows1252.decode(bytes)
  }
}
