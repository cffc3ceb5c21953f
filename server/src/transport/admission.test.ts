import type { Handshake } from '@dangol/protocol/handshake.ts'
import { PROTOCOL_FLOOR, PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { admit } from './admission.ts'

const TOKEN = 'a-token-of-enough-length'
const wrong: string[] = []
const deps = {
  onWrongVersion: (deviceId: string, code: string) => void wrong.push(`${deviceId} ${code}`),
  knows: ({ token }: Handshake) => (token === TOKEN ? ('yes' as const) : ('no' as const)),
  session: () => null,
  isClaimed: (id: string) => id === 'jieun',
}
const good = {
  protocol: PROTOCOL_VERSION,
  device: { id: 'tablet-1', kind: 'tablet' },
  token: TOKEN,
  associate: 'jieun',
}

beforeEach(() => void wrong.splice(0))

describe('admission of a device', () => {
  test('a known device comes in with the associate who holds it', () => {
    expect(admit(deps, good)).toEqual({
      ok: true,
      value: { deviceId: 'tablet-1', kind: 'tablet', protocol: PROTOCOL_VERSION, associate: 'jieun', session: null },
    })
  })

  test('somebody the store does not know holds it as nobody, and a kiosk is never held', () => {
    expect(admit(deps, { ...good, associate: 'mallory' })).toMatchObject({ value: { associate: null } })
    expect(admit(deps, { ...good, device: { id: 'kiosk-1', kind: 'kiosk' } })).toMatchObject({
      value: { associate: null },
    })
  })

  test.each([
    ['malformed-handshake', null],
    ['malformed-handshake', { ...good, device: { id: 'No Such Name', kind: 'tablet' } }],
    ['malformed-handshake', { ...good, extra: true }],
    ['protocol-too-old', { ...good, protocol: PROTOCOL_FLOOR - 1 }],
    ['protocol-too-new', { ...good, protocol: PROTOCOL_VERSION + 1 }],
    ['unknown-device', { ...good, token: 'another-token-of-enough-length' }],
  ])('[V1] %s', (code, auth) => {
    expect(admit(deps, auth)).toEqual({ ok: false, error: { code } })
  })

  test('[V1] [R2] a device of the house with a version that is not served is counted; a stranger learns nothing of versions', () => {
    admit(deps, { ...good, protocol: PROTOCOL_FLOOR - 1 })
    admit(deps, { ...good, protocol: PROTOCOL_VERSION + 1 })
    expect(wrong).toEqual(['tablet-1 protocol-too-old', 'tablet-1 protocol-too-new'])
    const stranger = { ...good, protocol: PROTOCOL_FLOOR - 1, token: 'another-token-of-enough-length' }
    expect(admit(deps, stranger)).toEqual({ ok: false, error: { code: 'unknown-device' } })
    expect(wrong).toHaveLength(2)
  })
})
