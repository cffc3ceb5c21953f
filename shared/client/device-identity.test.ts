import { verify } from 'node:crypto'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { proofBytes } from '@dangol/domain/trust/device-proof.ts'
import { describe, expect, it } from 'vitest'
import { createDeviceIdentity } from './device-identity.ts'
import type { TrustLine } from './device-identity.ts'
import { newWebDeviceKey, webDeviceKey } from './web-device-key.ts'

const CHALLENGE = 'c'.repeat(64)
const PENDING = { state: 'pending', code: 'BCDFGHJK', expiresAt: 7 }

/** A store that answers as it is told, and remembers what it was asked. */
function store(answers: Record<string, { status: number; body: unknown }>) {
  const asked: { path: string; body: Record<string, string> }[] = []
  const line: TrustLine = {
    host: 'store.internal:4600',
    post: (path, body) => {
      asked.push({ path, body: body as Record<string, string> })
      const answer = path === '/trust/challenge' ? { status: 200, body: { challenge: CHALLENGE } } : answers[path]
      return answer ? Promise.resolve(answer) : Promise.reject(new Error('nobody there'))
    },
    get: () => Promise.reject(new Error('nobody there')),
  }
  return { line, asked }
}
const isSigned = (publicKey: string, bytes: Uint8Array, signature: string): boolean =>
  verify(
    null,
    bytes,
    { format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } },
    Buffer.from(signature, 'base64url'),
  )

describe('the identity of a device', () => {
  it('proves its key for this challenge, this store, this device and nothing else', async () => {
    const key = await webDeviceKey(await newWebDeviceKey())
    const { line } = store({})
    const proof = await createDeviceIdentity(line, key).proof('kiosk-2' as DeviceId, 'kiosk')
    const { challenge, host, publicKey, signature } = proof
    expect({ challenge, host, publicKey }).toEqual({ challenge: CHALLENGE, host: line.host, publicKey: key.publicKey })
    const said = { what: 'connect', challenge, host, publicKey, claims: ['kiosk-2', 'kiosk'] } as const
    expect(isSigned(publicKey, proofBytes(said), signature)).toBe(true)
    for (const other of [
      { ...said, what: 'pair' as const },
      { ...said, challenge: `${challenge}x` },
      { ...said, host: 'another.internal:4600' },
      { ...said, claims: ['kiosk-3', 'kiosk'] },
    ]) {
      expect(isSigned(publicKey, proofBytes(other), signature)).toBe(false)
    }
  })

  it('asks to be let in with its kind under its signature, and tells where that stands', async () => {
    const key = await webDeviceKey(await newWebDeviceKey())
    const { line, asked } = store({ '/trust/pair': { status: 200, body: PENDING } })
    expect(await createDeviceIdentity(line, key).pair('tablet')).toEqual({ ok: true, value: PENDING })
    const sent = asked[1]?.body ?? {}
    const said = { what: 'pair', challenge: CHALLENGE, host: line.host, publicKey: key.publicKey, claims: ['tablet'] }
    expect(isSigned(key.publicKey, proofBytes({ ...said, what: 'pair' }), sent['signature'] ?? '')).toBe(true)
    expect(sent['kind']).toBe('tablet')
  })

  it('tells a refusal by its code, and everything else as nobody there', async () => {
    const key = await webDeviceKey(await newWebDeviceKey())
    const { line } = store({
      '/trust/pair': { status: 429, body: { code: 'too-many-tries' } },
      '/trust/pair-status': { status: 502, body: 'Bad gateway' },
    })
    const identity = createDeviceIdentity(line, key)
    expect(await identity.pair('kiosk')).toEqual({ ok: false, error: { code: 'too-many-tries' } })
    expect(await identity.pairing()).toEqual({ ok: false, error: { code: 'unavailable' } })
    expect(await identity.state()).toEqual({ ok: false, error: { code: 'unavailable' } })
  })

  it('has a key that not even its own page can take away', async () => {
    const pair = await newWebDeviceKey()
    await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow()
  })
})
