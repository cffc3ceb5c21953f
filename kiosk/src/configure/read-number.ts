/** A number as somebody types it, with a comma or a point before its fraction; null for anything else. */
export function readNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null
}
