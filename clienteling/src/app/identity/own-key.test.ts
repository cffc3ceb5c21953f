import { newWebDeviceKey } from '@dangol/client/web-device-key.ts'
import { systemIds } from '@dangol/client/system-ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { proofBytes } from '@dangol/domain/trust/device-proof.ts'
import type { Answer, Input, RequestName } from '@dangol/protocol/requests.ts'
import { KEY_ROTATES_MS } from '@dangol/protocol/trust.ts'
import { describe, expect, it } from 'vitest'
import type { KeptKey, KeyVault } from './key-vault.ts'
import { openOwnKey } from './own-key.ts'
import { rotateWhenDue } from '@dangol/client/rotate-key.ts'

function memoryVault(): KeyVault & { kept: KeptKey | null } {
  const vault = {
    kept: null as KeptKey | null,
    make: newWebDeviceKey,
    read: () => Promise.resolve(vault.kept),
    write: (key: KeptKey) => Promise.resolve(void (vault.kept = key)),
    drop: () => Promise.resolve(void (vault.kept = null)),
  }
  return vault
}

/** A store that answers every change of key alike, and remembers what it was asked. */
function storeAnswering(ok: boolean) {
  const asked: Input<'devices:rotate'>[] = []
  const request = <N extends RequestName>(_name: N, input: Input<N>): Promise<Answer<N>> => {
    asked.push(input as Input<'devices:rotate'>)
    return Promise.resolve((ok ? { ok, value: null } : { ok, error: { code: 'unavailable' } }) as Answer<N>)
  }
  return { asked, link: { request } }
}

const fromBase64Url = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'))
const verifies = async (publicKey: string, signature: string, bytes: Uint8Array): Promise<boolean> => {
  const key = await crypto.subtle.importKey('raw', fromBase64Url(publicKey), { name: 'Ed25519' }, false, ['verify'])
  return crypto.subtle.verify('Ed25519', key, fromBase64Url(signature), new Uint8Array(bytes))
}

describe('the key of a paired device', () => {
  it('[A11] [A19] is made once, kept, and nobody can take its private half out', async () => {
    const [vault, clock] = [memoryVault(), createTurnedTime()]
    const first = (await openOwnKey(vault, clock)).key()
    expect((await openOwnKey(vault, clock)).key().publicKey).toBe(first.publicKey)
    const secret = vault.kept?.pair.privateKey
    if (secret === undefined) throw new Error('no key was kept')
    await expect(crypto.subtle.exportKey('pkcs8', secret)).rejects.toThrow()
  })

  it('is not changed before its time', async () => {
    const own = await openOwnKey(memoryVault(), createTurnedTime())
    const store = storeAnswering(true)
    expect(await rotateWhenDue({ own, link: store.link, ids: systemIds })).toBe(false)
    expect(store.asked).toEqual([])
  })

  it('is changed when it is old: the new one is signed by both', async () => {
    const [vault, clock] = [memoryVault(), createTurnedTime()]
    const own = await openOwnKey(vault, clock)
    const old = own.key().publicKey
    clock.pass(KEY_ROTATES_MS)
    const store = storeAnswering(true)
    expect(await rotateWhenDue({ own, link: store.link, ids: systemIds })).toBe(true)
    const [ask] = store.asked
    if (ask === undefined) throw new Error('the store was not asked')
    expect(own.key().publicKey).toBe(ask.publicKey)
    const said = { what: 'rotate', challenge: ask.commandId, host: '', claims: [ask.publicKey] } as const
    expect(await verifies(old, ask.signedByOld, proofBytes({ ...said, publicKey: old }))).toBe(true)
    expect(await verifies(ask.publicKey, ask.signedByNew, proofBytes({ ...said, publicKey: ask.publicKey }))).toBe(true)
    expect(await rotateWhenDue({ own, link: store.link, ids: systemIds })).toBe(false)
  })

  it('has both keys at hand when the answer was lost, also after a restart, and offers the same one again', async () => {
    const [vault, clock] = [memoryVault(), createTurnedTime()]
    const own = await openOwnKey(vault, clock)
    const old = own.key().publicKey
    clock.pass(KEY_ROTATES_MS)
    const store = storeAnswering(false)
    await rotateWhenDue({ own, link: store.link, ids: systemIds })
    const again = await openOwnKey(vault, clock)
    expect(again.key().publicKey).toBe(old)
    await rotateWhenDue({ own: again, link: store.link, ids: systemIds })
    expect(store.asked[1]?.publicKey).toBe(store.asked[0]?.publicKey)
    expect(await again.takeNext()).toBe(true)
    expect(again.key().publicKey).toBe(store.asked[0]?.publicKey)
    expect(await again.takeNext()).toBe(false)
  })
})
