import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CROCKFORD, encodeCrockford } from './crockford.ts'

test('five bits a character, most significant first, the rest filled with zeros', () => {
  expect(encodeCrockford(Uint8Array.of())).toBe('')
  expect(encodeCrockford(Uint8Array.of(0))).toBe('00')
  expect(encodeCrockford(Uint8Array.of(0xff))).toBe('ZW')
  expect(encodeCrockford(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff))).toBe('ZZZZZZZZ')
  expect(encodeCrockford(Uint8Array.of(0x08, 0x42, 0x10, 0x84, 0x21))).toBe('11111111')
})

test('it is the number the bytes are, in base 32', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (bytes) => {
      const text = encodeCrockford(bytes)
      const length = Math.ceil((bytes.length * 8) / 5)
      const number = bytes.reduce((all, byte) => all * 256n + BigInt(byte), 0n) << BigInt(length * 5 - bytes.length * 8)
      expect(text).toHaveLength(length)
      expect(Array.from(text).reduce((all, letter) => all * 32n + BigInt(CROCKFORD.indexOf(letter)), 0n)).toBe(number)
    }),
  )
})
