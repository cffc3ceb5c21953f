/** Files that say of themselves what a picture's header says; what follows the header is as long as asked and means nothing. */
export interface MadePicture {
  readonly width: number
  readonly height: number
  /** Bytes of the whole file; no less than its header. */
  readonly length?: number
}

export function pngBytes({ width, height, length = 33 }: MadePicture): Uint8Array<ArrayBuffer> {
  const { bytes, view, text } = blank(Math.max(length, 33))
  text(0, '\x89PNG\r\n\x1a\n')
  view.setUint32(8, 13)
  text(12, 'IHDR')
  view.setUint32(16, width)
  view.setUint32(20, height)
  return bytes
}

/** With a comment before its frame, as cameras write them, and a progressive frame. */
export function jpegBytes({ width, height, length = 40 }: MadePicture): Uint8Array<ArrayBuffer> {
  const { bytes, view } = blank(Math.max(length, 40))
  view.setUint16(0, 0xffd8)
  view.setUint16(2, 0xfffe)
  view.setUint16(4, 6)
  view.setUint16(10, 0xffc2)
  view.setUint16(12, 11)
  view.setUint8(14, 8)
  view.setUint16(15, height)
  view.setUint16(17, width)
  return bytes
}

export function webpBytes(
  { width, height, length = 40 }: MadePicture,
  chunk: 'VP8 ' | 'VP8L' | 'VP8X' = 'VP8X',
): Uint8Array<ArrayBuffer> {
  const { bytes, view, text } = blank(Math.max(length, 40))
  text(0, 'RIFF')
  text(8, `WEBP${chunk}`)
  if (chunk === 'VP8 ') {
    view.setUint16(26, width, true)
    view.setUint16(28, height, true)
  } else if (chunk === 'VP8L') {
    view.setUint8(20, 0x2f)
    view.setUint32(21, (width - 1) | ((height - 1) << 14), true)
  } else {
    view.setUint16(24, width - 1, true)
    view.setUint16(27, height - 1, true)
  }
  return bytes
}

function blank(length: number) {
  const bytes = new Uint8Array(length)
  const text = (at: number, letters: string) =>
    bytes.set(
      Uint8Array.from({ length: letters.length }, (_, i) => letters.charCodeAt(i)),
      at,
    )
  return { bytes, view: new DataView(bytes.buffer), text }
}
