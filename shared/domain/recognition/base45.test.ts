import { utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeBase45, encodeBase45 } from './base45.ts'

// RFC 9285 sections 4.3 and 4.4.
test.each([
  ['AB', 'BB8'],
  ['Hello!!', '%69 VD92EX0'],
  ['base-45', 'UJCLQE7W581'],
  ['ietf!', 'QED8WEX0'],
])('%s is %s and back', (text, encoded) => {
  expect(encodeBase45(utf8ToBytes(text))).toBe(encoded)
  expect(decodeBase45(encoded)).toEqual(utf8ToBytes(text))
})

// 'FGW' is 65535 and the most three characters may say, 'GGW' is one more (RFC 9285 section 6).
test.each(['A', 'ABCD', 'abc', 'AB,', 'GGW', ':::', '::', 'V5', 'ＡＢＣ'])('%j is refused', (text) => {
  expect(decodeBase45(text)).toBeNull()
})

test('the greatest values are still read', () => {
  expect(decodeBase45('FGW')).toEqual(Uint8Array.of(0xff, 0xff))
  expect(decodeBase45('U5')).toEqual(Uint8Array.of(0xff))
  expect(decodeBase45('')).toEqual(Uint8Array.of())
})

test('any bytes survive, and one text only means them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(decodeBase45(encodeBase45(bytes))).toEqual(bytes)
    }),
  )
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(...Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:')),
        maxLength: 12,
      }),
      (text) => {
        const bytes = decodeBase45(text)
        if (bytes !== null) expect(encodeBase45(bytes)).toBe(text)
      },
    ),
  )
})
