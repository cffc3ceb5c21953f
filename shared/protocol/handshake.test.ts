import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HandshakeSchema } from './handshake.ts'
import { PROTOCOL_VERSION } from './version.ts'

const good = {
  protocol: PROTOCOL_VERSION,
  device: { id: 'kiosk-1', kind: 'kiosk' },
  token: 'x'.repeat(32),
}

test('a device introduces itself, a tablet with its associate', () => {
  expect(HandshakeSchema.parse(good)).toEqual(good)
  const tablet = { ...good, device: { id: 'tablet-2', kind: 'tablet' }, associate: 'jieun' }
  expect(HandshakeSchema.parse(tablet)).toEqual(tablet)
})

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'kiosk-1'],
  ['a list', [good]],
  ['no device', { ...good, device: undefined }],
  ['an unknown kind', { ...good, device: { id: 'kiosk-1', kind: 'server' } }],
  ['an id that is a path', { ...good, device: { id: '../kiosk-1', kind: 'kiosk' } }],
  ['an id with a line break', { ...good, device: { id: 'kiosk-1\n', kind: 'kiosk' } }],
  ['an id in capitals', { ...good, device: { id: 'KIOSK-1', kind: 'kiosk' } }],
  ['an endless id', { ...good, device: { id: 'k'.repeat(41), kind: 'kiosk' } }],
  ['a version as text', { ...good, protocol: '1' }],
  ['half a version', { ...good, protocol: 1.5 }],
  ['a short token', { ...good, token: 'x' }],
  ['an endless token', { ...good, token: 'x'.repeat(201) }],
  ['a token as list', { ...good, token: ['x'.repeat(32)] }],
  ['something more', { ...good, role: 'manager' }],
  ['something more of the device', { ...good, device: { ...good.device, trusted: true } }],
  ['a polluted prototype', JSON.parse(`{"__proto__":{"admin":true},"protocol":1,"token":"${'x'.repeat(32)}"}`)],
])('%s is no handshake', (_, hostile) => {
  expect(HandshakeSchema.safeParse(hostile).success).toBe(false)
})

test('whatever comes, the answer is yes or no and never a failure', () => {
  fc.assert(
    fc.property(fc.anything(), (anything) => {
      expect(typeof HandshakeSchema.safeParse(anything).success).toBe('boolean')
    }),
  )
})
