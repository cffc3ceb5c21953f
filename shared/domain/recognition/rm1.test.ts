import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRm1, RM1_TEXT_LENGTH, rm1Head, rm1SignedBytes, rm1Text, tenantTag } from './rm1.ts'

const parts = {
  kind: 'ed25519',
  credId: '0123456789abcdef',
  ts: 1_795_000_000,
  nonce: Uint8Array.of(1, 2, 3, 4, 5, 6),
} as const
const signature = new Uint8Array(64).fill(7)
const text = rm1Text(rm1Head(parts), signature)

describe('the member code', () => {
  test('lays out kind, credential, time and nonce as written down', () => {
    expect(Buffer.from(rm1Head(parts)).toString('hex')).toBe(`110123456789abcdef${parts.ts.toString(16)}010203040506`)
    expect(rm1Head({ ...parts, kind: 'p256' })[0]).toBe(0x12)
  })

  test('has 129 characters and reads back as what was put in', () => {
    expect(text).toHaveLength(RM1_TEXT_LENGTH)
    expect(parseRm1(text)).toEqual({
      kind: 'ed25519',
      credId: parts.credId,
      ts: parts.ts,
      head: rm1Head(parts),
      signature,
    })
  })

  test('signs domain, tenant and head', () => {
    const tag = tenantTag('dangol-demo')
    expect(Buffer.from(tag)).toEqual(createHash('sha256').update('dangol-demo').digest().subarray(0, 8))
    expect(Buffer.from(rm1SignedBytes(tag, rm1Head(parts)))).toEqual(
      Buffer.concat([Buffer.from('kiosk-recognition/rm1\0'), tag, rm1Head(parts)]),
    )
  })

  test('verifies with a real key, and not for another tenant or another second', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const signed = sign(null, rm1SignedBytes(tenantTag('ours'), rm1Head(parts)), privateKey)
    const read = parseRm1(rm1Text(rm1Head(parts), signed))
    const holds = (tenant: string, head: Uint8Array) =>
      verify(null, rm1SignedBytes(tenantTag(tenant), head), publicKey, read?.signature ?? new Uint8Array())
    expect(holds('ours', read?.head ?? new Uint8Array(19))).toBe(true)
    expect(holds('theirs', rm1Head(parts))).toBe(false)
    expect(holds('ours', rm1Head({ ...parts, ts: parts.ts + 1 }))).toBe(false)
  })

  test('any parts survive the way through the text', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    const hex = bytes(8).map((each) => Buffer.from(each).toString('hex'))
    fc.assert(
      fc.property(hex, fc.integer({ min: 0, max: 0xff_ff_ff_ff }), bytes(6), bytes(64), (credId, ts, nonce, mark) => {
        const read = parseRm1(rm1Text(rm1Head({ kind: 'p256', credId, ts, nonce }), mark))
        expect(read).toMatchObject({ kind: 'p256', credId, ts, signature: mark })
      }),
    )
  })
})

describe('[A15] what is no member code', () => {
  test.each([
    ['nothing', ''],
    ['a web address', 'https://example.com/'],
    ['one character less', text.slice(0, -1)],
    ['one character more', `${text}0`],
    ['another prefix', text.replace('RM1', 'RM2')],
    ['lower case', text.toLowerCase()],
    ['a foreign character', `${text.slice(0, -1)}#`],
    ['a number beyond two bytes', `RM1::::${text.slice(7)}`],
    ['an unknown kind', `RM1:${'0'.repeat(125)}`],
    ['leading space', ` ${text.slice(0, -1)}`],
    ['very much of it', text.repeat(1_000)],
  ])('%s is not read', (_, wrong) => {
    expect(parseRm1(wrong)).toBeNull()
  })

  test('no text makes the reader fail', () => {
    fc.assert(fc.property(fc.string({ minLength: 125, maxLength: 125 }), (tail) => parseRm1(`RM1:${tail}`) === null))
  })

  test.each([
    { ...parts, credId: '0123' },
    { ...parts, credId: 'not hexadecimal!' },
    { ...parts, nonce: new Uint8Array(5) },
    { ...parts, ts: 1.5 },
    { ...parts, ts: -1 },
    { ...parts, ts: 2 ** 32 },
  ])('malformed parts are refused by whoever makes a code', (wrong) => {
    expect(() => rm1Head(wrong)).toThrow()
  })

  test('a short signature, head or tag is refused', () => {
    expect(() => rm1Text(rm1Head(parts), new Uint8Array(63))).toThrow(RangeError)
    expect(() => rm1Text(new Uint8Array(18), signature)).toThrow(RangeError)
    expect(() => rm1SignedBytes(new Uint8Array(7), rm1Head(parts))).toThrow(RangeError)
  })
})
