import { RM1_TEXT_LENGTH, rm1Head, rm1Text } from '@dangol/domain/recognition/rm1.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RC1_TEXT } from '../testing/fixtures.ts'
import { READ_LENGTH_MAX, isCode, readCode } from './read-code.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const head = rm1Head({ kind: 'ed25519', credId: '0123456789abcdef', ts: 1_800_000_000, nonce: new Uint8Array(6) })
const RM1_TEXT = rm1Text(head, new Uint8Array(64))

describe('[A15] a read of the scanner', () => {
  it.each([
    ['a member code', RM1_TEXT],
    ['a configuration code', RC1_TEXT],
    ['a configuration code without its prefix', RC1_TEXT.slice(4)],
    ['a configuration code as the address in a QR code', `https://m.example.com/c/${RC1_TEXT.slice(4)}`],
  ])('is the text of %s, without the line end that the reader adds', (_what, text) => {
    for (const end of ['', '\r', '\n', '\r\n']) expect(readCode(bytes(text + end))).toEqual({ ok: true, value: text })
  })

  it.each([
    ['nothing', ''],
    ['control characters', `${RC1_TEXT.slice(0, 6)}\u0014${RC1_TEXT.slice(6)}`],
    ['a group separator (GS1)', `\u001d${RC1_TEXT}`],
    ['a tab and an Enter inside', `${RC1_TEXT}\t\r${RC1_TEXT}`],
    ['function keys as escape sequences', `\u001b[15~${RC1_TEXT}`],
    ['a script address', 'javascript:alert(1)'],
    ['a file address', 'file:///etc/passwd'],
    ['HTML', '<img src=x onerror=alert(1)>'],
    ['SQL', "' or 1=1; drop table catalogue; --"],
    ['right-to-left marks', `\u202e${RC1_TEXT}`],
    ['Korean', 'ㄲㅊ1:멍'],
    ['4 kB', 'A'.repeat(4096)],
    ['an EAN-13', '8801234567893'],
    ['a member code cut short', RM1_TEXT.slice(0, RM1_TEXT_LENGTH - 1)],
    ['a member code with something behind it', `${RM1_TEXT}A`],
    ['a member code in lower case', RM1_TEXT.toLowerCase()],
    ['a configuration code with a wrong check character', 'RC1:041061050R3G7'],
  ])('that is %s is no code', (_what, text) => {
    expect(readCode(bytes(text))).toEqual({ ok: false, error: { code: 'not-a-code' } })
    expect(isCode(text)).toBe(false)
  })

  it('of any bytes at all is a code of ours or refused, never an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: READ_LENGTH_MAX + 100 }), (read) => {
        const code = readCode(read)
        expect(code.ok ? isCode(code.value) : code.error.code).toBe(code.ok ? true : 'not-a-code')
      }),
    )
  })
})
