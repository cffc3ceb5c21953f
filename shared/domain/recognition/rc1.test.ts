import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatRc1, makeRc1, parseRc1 } from './rc1.ts'

const bytes = fc.uint8Array({ minLength: 8, maxLength: 8 })
const code = makeRc1(Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0))

test('a code is 60 bits and a check character modulo 37', () => {
  const bits = 0x123456789abcdefn
  expect(code).toHaveLength(13)
  const check = '0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U'.charAt(Number(bits % 37n))
  expect(code).toBe(`28T5CY4TQKFF${check}`)
})

test('the last four random bits are not used, and too few bytes are refused', () => {
  expect(makeRc1(new Uint8Array(8).fill(0))).toBe('0000000000000')
  expect(makeRc1(Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0x0f))).toBe('0000000000000')
  expect(() => makeRc1(new Uint8Array(7))).toThrow(RangeError)
})

test('every way in which people give a code is understood', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const made = makeRc1(random)
      const confused = made.replaceAll('0', 'o').replaceAll('1', 'l')
      for (const given of [
        made,
        made.toLowerCase(),
        confused,
        confused.replaceAll('l', 'I').toUpperCase(),
        formatRc1(made),
        formatRc1(made).replaceAll('-', ' '),
        `RC1:${made}`,
        `rc1:${formatRc1(made).toLowerCase()}`,
        ` ${made}\n`,
        `https://shop.example/c/${made}`,
        `http://127.0.0.1:4601/c/${encodeURIComponent(made)}`,
        `HTTPS://SHOP.EXAMPLE/C/${made}/`,
      ]) {
        expect(parseRc1(given), given).toBe(made)
      }
    }),
  )
})

test('one wrong character and two swapped ones are noticed', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.nat(11),
      fc.constantFrom(...Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')),
      (random, at, other) => {
        const made = makeRc1(random)
        const wrong = made.slice(0, at) + other + made.slice(at + 1)
        expect(parseRc1(wrong)).toBe(wrong === made ? made : null)
        const swapped =
          made.slice(0, at) +
          made
            .slice(at, at + 2)
            .split('')
            .reverse()
            .join('') +
          made.slice(at + 2)
        if (at < 11) expect(parseRc1(swapped)).toBe(swapped === made ? made : null)
      },
    ),
  )
})

test.each([
  '',
  'RC1:',
  code.slice(0, 12),
  `${code}0`,
  code.replace('2', 'U'),
  `https://shop.example/k/${code}`,
  `https://shop.example/c/${code}/more`,
  `https://shop.example/?u=/c/${code}`,
  `javascript:/c/${code}`,
  'https://shop.example/c/%E0%A4%A',
  `${' '.repeat(400)}${code}`,
  'RM1:28T5CY4TQKFF',
])('%j is no code', (text) => {
  expect(parseRc1(text)).toBeNull()
})

test('a code is grouped for reading aloud', () => {
  expect(formatRc1('28T5CY4TQKFF7')).toBe('28T5-CY4T-QKFF7')
})
