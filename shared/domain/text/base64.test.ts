import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64.ts'

test.each([
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foobar', 'Zm9vYmFy'],
])('%j is %j, as RFC 4648 has it', (text, signs) => {
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  expect(encodeBase64(bytes)).toBe(signs)
  expect(decodeBase64(signs)).toEqual(bytes)
})

test('all bytes come back, across chunks too', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
    }),
  )
  const long = Uint8Array.from({ length: 50_000 }, (_, at) => (at * 31) % 256)
  expect(decodeBase64(encodeBase64(long))).toEqual(long)
})

test.each(['Zg', 'Zg=', 'Z===', 'Zm9v\n', 'Zm-v', 'Zh==', '====', 'Zg==Zg=='])('%j is refused', (text) => {
  expect(decodeBase64(text)).toBeNull()
})
