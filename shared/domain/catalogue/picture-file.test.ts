import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPictureFile, digestOf, pictureName, readPictureHeader } from './picture-file.ts'
import { jpegBytes, pngBytes, webpBytes } from './testing/picture-bytes.ts'

const SIZE = { width: 640, height: 480 }

describe('the header of a picture', () => {
  test.each([
    ['png', 'image/png', pngBytes(SIZE)],
    ['jpeg', 'image/jpeg', jpegBytes(SIZE)],
    ['webp, lossy', 'image/webp', webpBytes(SIZE, 'VP8 ')],
    ['webp, lossless', 'image/webp', webpBytes(SIZE, 'VP8L')],
    ['webp, extended', 'image/webp', webpBytes(SIZE, 'VP8X')],
  ])('%s tells type and pixels', (_, type, bytes) => {
    expect(readPictureHeader(bytes)).toEqual({ type, ...SIZE })
  })

  test('it is read wherever in a larger buffer the file lies', () => {
    const padded = new Uint8Array([1, 2, 3, ...pngBytes(SIZE)])
    expect(readPictureHeader(padded.subarray(3))).toMatchObject(SIZE)
  })

  test('a real PNG of one pixel is one', () => {
    const file = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0))
    expect(readPictureHeader(bytes)).toEqual({ type: 'image/png', width: 1, height: 1 })
  })

  test.each([
    ['nothing', new Uint8Array()],
    ['a GIF', new TextEncoder().encode('GIF89a' + 'x'.repeat(40))],
    ['an SVG', new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"/>')],
    ['no pixels', pngBytes({ width: 0, height: 480 })],
    ['a JPEG without a frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xfe, 0, 4, 0, 0, 0xff, 0xd9, 0, 0)],
    ['a chunk that nobody knows', webpBytes(SIZE).map((byte, at) => (at === 15 ? 0x41 : byte))],
  ])('%s is no picture', (_, bytes) => {
    expect(readPictureHeader(bytes)).toBeNull()
  })

  test('a file that ends too early is none, wherever it ends', () => {
    for (const whole of [pngBytes(SIZE), jpegBytes(SIZE), webpBytes(SIZE)])
      for (let length = 0; length < 19; length++) expect(readPictureHeader(whole.subarray(0, length))).toBeNull()
  })

  test('no bytes at all make it fail', () => {
    const starts = fc.constantFrom(pngBytes(SIZE), jpegBytes(SIZE), webpBytes(SIZE), new Uint8Array())
    fc.assert(
      fc.property(starts, fc.nat(40), fc.uint8Array({ maxLength: 60 }), (start, cut, rest) => {
        readPictureHeader(new Uint8Array([...start.subarray(0, cut), ...rest]))
      }),
    )
  })
})

describe('what a characteristic takes', () => {
  const wanted = { types: ['image/png', 'image/jpeg'], bytesMax: 1_000, widthMin: 640, heightMin: 480 } as const
  const check = (bytes: Uint8Array) => checkPictureFile(wanted, bytes)

  test('a file within all bounds', () => {
    expect(check(pngBytes({ ...SIZE, length: 1_000 }))).toMatchObject({ ok: true, value: SIZE })
  })

  test.each([
    ['another type', 'wrong-type', webpBytes(SIZE)],
    ['one byte too many', 'too-large', pngBytes({ ...SIZE, length: 1_001 })],
    ['more pixels than anybody can unpack', 'too-large', pngBytes({ width: 60_000, height: 60_000 })],
    ['too narrow', 'too-small', pngBytes({ width: 639, height: 480 })],
    ['too low', 'too-small', pngBytes({ width: 640, height: 479 })],
  ])('not %s', (_, code, bytes) => {
    expect(check(bytes)).toEqual({ ok: false, error: { code } })
  })
})

test('a picture is named by what is in it', () => {
  const name = pictureName(new TextEncoder().encode('abc'))
  expect(name).toBe('picture:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(digestOf(name)).toBe(name.slice('picture:'.length))
  for (const other of ['picture:', 'abc', 7, undefined, `${name}0`]) expect(digestOf(other)).toBeNull()
})
