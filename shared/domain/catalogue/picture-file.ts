import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { ok, refuse } from '../result/result.ts'
import type { Result } from '../result/result.ts'
import type { PictureCharacteristic, PictureType } from './model.ts'

/** What a picture's file says of itself before anything is decoded. */
export interface PictureHeader {
  readonly type: PictureType
  /** Pixels. */
  readonly width: number
  readonly height: number
}
/** 'wrong-type' is also what cannot be read; 'too-large' counts bytes, and pixels that no device could unpack. */
export interface PictureRefusal {
  code: 'wrong-type' | 'too-large' | 'too-small'
}
type Wanted = Pick<PictureCharacteristic, 'types' | 'bytesMax' | 'widthMin' | 'heightMin'>

/** Unpacked these take 400 MB; a small file that claims more is made to break whoever opens it. */
const PIXELS_MAX = 100_000_000

const NAME = /^picture:([0-9a-f]{64})$/

/** The name by which a configuration chooses a file: `picture:` and the SHA-256 of its bytes. */
export const pictureName = (bytes: Uint8Array): string => `picture:${bytesToHex(sha256(bytes))}`

/** The digest in a picture's name, 64 hexadecimal digits; null for any other choice. */
export const digestOf = (choice: unknown): string | null =>
  typeof choice === 'string' ? (NAME.exec(choice)?.[1] ?? null) : null

/** What the file is, when it is a picture that this characteristic takes. Nothing of it is decoded. */
export function checkPictureFile(wanted: Wanted, bytes: Uint8Array): Result<PictureHeader, PictureRefusal> {
  const header = readPictureHeader(bytes)
  if (header === null || !wanted.types.includes(header.type)) return refuse('wrong-type')
  if (bytes.length > wanted.bytesMax || header.width * header.height > PIXELS_MAX) return refuse('too-large')
  return header.width < wanted.widthMin || header.height < wanted.heightMin ? refuse('too-small') : ok(header)
}

/**
 * Type and size of a PNG (its IHDR), JPEG (its first frame header; as stored, before any rotation) or WebP (VP8, VP8L or VP8X),
 * by what is in the file and not by its name. Null for anything else, and for a file that ends too early.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = pngHeader(view) ?? jpegHeader(view) ?? webpHeader(view)
  return header !== null && header.width > 0 && header.height > 0 ? header : null
}

function pngHeader(view: DataView): PictureHeader | null {
  if (view.byteLength < 24 || textAt(view, 0, 8) !== '\x89PNG\r\n\x1a\n' || textAt(view, 12, 4) !== 'IHDR') return null
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** Walks the segments up to the first start of frame (ITU T.81, B.1.1.3). */
function jpegHeader(view: DataView): PictureHeader | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  for (let at = 2; at + 9 <= view.byteLength;) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    // Any number of fill bytes may come before a marker.
    if (marker === 0xff) at += 1
    else if (isFrame(marker))
      return { type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    else at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return null
}

/** SOF0 to SOF15, between which stand tables (DHT, JPG, DAC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** The first chunk tells (RFC 9649). */
function webpHeader(view: DataView): PictureHeader | null {
  if (view.byteLength < 30 || textAt(view, 0, 4) !== 'RIFF' || textAt(view, 8, 4) !== 'WEBP') return null
  const size = webpSize(view, textAt(view, 12, 4))
  return size && { type: 'image/webp', ...size }
}

function webpSize(view: DataView, chunk: string): Pick<PictureHeader, 'width' | 'height'> | null {
  switch (chunk) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: threeBytes(view, 24) + 1, height: threeBytes(view, 27) + 1 }
    default:
      return null
  }
}

const threeBytes = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16)

const textAt = (view: DataView, at: number, length: number): string =>
  String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length))
