import type { Handshake } from '@dangol/protocol/handshake.ts'
import { PROTOCOL_FLOOR, PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import type { AssociateId } from '@dangol/domain/ids/ids.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { asId } from '../testing/store-core.ts'
import { admit } from './admission.ts'

const TOKEN = 'a-token-of-enough-length'
const SESSION = 's'.repeat(43)
const wrong: string[] = []
const deps = {
  maySendAnything: () => true,
  onWrongVersion: (deviceId: string, code: string) => void wrong.push(`${deviceId} ${code}`),
  knows: ({ token }: Handshake) => (token === TOKEN ? ('yes' as const) : ('no' as const)),
  session: (token: string, deviceId: string) =>
    token === SESSION && deviceId === 'tablet-1' ? { id: 'session-1', associate: asId<AssociateId>('jieun') } : null,
  isClaimed: (id: string) => id === 'jieun',
}
const good = {
  protocol: PROTOCOL_VERSION,
  device: { id: 'tablet-1', kind: 'tablet' },
  token: TOKEN,
  session: SESSION,
}

const kiosk = { ...good, device: { id: 'kiosk-1', kind: 'kiosk' } }

beforeEach(() => void wrong.splice(0))

describe('admission of a device', () => {
  test('a known device comes in with the associate who holds it', () => {
    expect(admit(deps, good)).toEqual({
      ok: true,
      value: {
        deviceId: 'tablet-1',
        kind: 'tablet',
        protocol: PROTOCOL_VERSION,
        associate: 'jieun',
        session: 'session-1',
      },
    })
  })

  test('a sign-in that is over, or of another device, holds it as nobody; a kiosk is never held', () => {
    const nobody = { value: { associate: null, session: null } }
    expect(admit(deps, { ...good, session: 'x'.repeat(43) })).toMatchObject(nobody)
    expect(admit(deps, { ...good, device: { id: 'tablet-2', kind: 'tablet' } })).toMatchObject(nobody)
    expect(admit({ ...deps, session: () => ({ id: 'session-1', associate: asId('jieun') }) }, kiosk)).toMatchObject(
      nobody,
    )
  })

  test('[V2] a word for it is enough from a device of version 1, which knows no sign-in, and from nobody else', () => {
    const { session: _none, ...nameless } = good
    const claims = (protocol: number, associate: string) => admit(deps, { ...nameless, protocol, associate })
    expect(claims(1, 'jieun')).toMatchObject({ value: { associate: 'jieun', session: null } })
    expect(claims(1, 'mallory')).toMatchObject({ value: { associate: null } })
    expect(claims(PROTOCOL_VERSION, 'jieun')).toMatchObject({ value: { associate: null } })
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

  test('[A12] who knocks too often is told that, whatever they brought', () => {
    const tired = { ...deps, maySendAnything: () => false, knows: () => 'too-many-tries' as const }
    for (const auth of [null, good])
      expect(admit(tired, auth)).toEqual({ ok: false, error: { code: 'too-many-tries' } })
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
