import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRc1s, rc1sSignedBytes, RC1S_CONTENT_MAX, rc1sText } from './rc1s.ts'
import { rm1SignedBytes, tenantTag } from './rm1.ts'

const bytes = (min: number, max: number) => fc.uint8Array({ minLength: min, maxLength: max })
const SIGNATURE = new Uint8Array(64).fill(7)

describe('a signed configuration in a code', () => {
  test('[RC1] is read as it was written', () => {
    fc.assert(
      fc.property(bytes(1, RC1S_CONTENT_MAX), bytes(64, 64), (content, signature) => {
        expect(parseRc1s(rc1sText({ content, signature }))).toEqual({ content, signature })
      }),
    )
  })

  test('[A15] [RC1] anything else is none, and never an error', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), (text) => {
        expect(parseRc1s(text)).toBeNull()
        expect(parseRc1s(`RC1S:${text}`)?.content.length ?? 0).toBeLessThanOrEqual(RC1S_CONTENT_MAX)
      }),
    )
  })

  test('[RC1] one that was cut off is none, or says less', () => {
    fc.assert(
      fc.property(bytes(1, 100), fc.integer({ min: 1, max: 90 }), (content, cut) => {
        const read = parseRc1s(rc1sText({ content, signature: SIGNATURE }).slice(0, -cut))
        expect(read?.content.length ?? 0).toBeLessThan(content.length)
      }),
    )
  })

  test('[RC1] at most as much as a phone can show', () => {
    const longest = rc1sText({ content: new Uint8Array(RC1S_CONTENT_MAX).fill(255), signature: SIGNATURE })
    // A QR code of version 12, error correction M, holds 419 alphanumeric characters.
    expect(longest.length).toBeLessThanOrEqual(419)
    expect(parseRc1s(longest)).not.toBeNull()
    expect(parseRc1s(`${longest}000`)).toBeNull()
    for (const length of [0, RC1S_CONTENT_MAX + 1]) {
      expect(() => rc1sText({ content: new Uint8Array(length), signature: SIGNATURE })).toThrow(RangeError)
    }
    expect(() => rc1sText({ content: Uint8Array.of(1), signature: SIGNATURE.slice(1) })).toThrow(RangeError)
  })

  test('[RC1] is written in the characters of a QR code’s alphanumeric mode', () => {
    expect(rc1sText({ content: Uint8Array.of(1, 2, 3), signature: SIGNATURE })).toMatch(/^[0-9A-Z $%*+\-./:]+$/)
  })

  test('[RC1] what is signed names the kind of code and the tenant', () => {
    const content = new Uint8Array(19)
    const here = rc1sSignedBytes(tenantTag('here'), content)
    expect(here).not.toEqual(rc1sSignedBytes(tenantTag('there'), content))
    expect(here).not.toEqual(rm1SignedBytes(tenantTag('here'), content))
    expect(() => rc1sSignedBytes(Uint8Array.of(1), content)).toThrow(RangeError)
  })
})
