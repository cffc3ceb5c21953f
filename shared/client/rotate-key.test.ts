import { verify } from 'node:crypto'
import { proofBytes } from '@dangol/domain/trust/device-proof.ts'
import type { Input } from '@dangol/protocol/requests.ts'
import { expect, test } from 'vitest'
import { rotateWhenDue } from './rotate-key.ts'
import { systemIds } from './system-ids.ts'
import { newWebDeviceKey, webDeviceKey } from './web-device-key.ts'

const [old, next] = [await webDeviceKey(await newWebDeviceKey()), await webDeviceKey(await newWebDeviceKey())]

function rotate(due: boolean, answer: { ok: true; value: null } | { ok: false; error: { code: 'unavailable' } }) {
  const sent: Input<'devices:rotate'>[] = []
  let rotated = 0
  const own = {
    key: () => old,
    dueNext: () => (due ? next : null),
    takeNext: () => {
      rotated += 1
      return true
    },
  }
  const link = {
    request: (_name: string, input: unknown) => {
      sent.push(input as Input<'devices:rotate'>)
      return Promise.resolve(answer)
    },
  } as unknown as Parameters<typeof rotateWhenDue>[0]['link']
  return rotateWhenDue({ own, link, ids: systemIds }).then((done) => ({ done, sent, rotated }))
}
const isSigned = (publicKey: string, challenge: string, signature: string): boolean =>
  verify(
    null,
    proofBytes({ what: 'rotate', challenge, host: '', publicKey, claims: [next.publicKey] }),
    { format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } },
    Buffer.from(signature, 'base64url'),
  )

test('a key that is not old stays', async () => {
  expect(await rotate(false, { ok: true, value: null })).toMatchObject({ done: false, sent: [], rotated: 0 })
})

test('the new key is signed by the old one and by itself, and is used once the store has taken it', async () => {
  const { done, sent, rotated } = await rotate(true, { ok: true, value: null })
  expect([done, rotated]).toEqual([true, 1])
  const [asked] = sent
  if (asked === undefined) throw new Error('nothing was asked')
  expect(asked.publicKey).toBe(next.publicKey)
  expect(isSigned(old.publicKey, asked.commandId, asked.signedByOld)).toBe(true)
  expect(isSigned(next.publicKey, asked.commandId, asked.signedByNew)).toBe(true)
})

test('a key that the store did not take is not used', async () => {
  expect(await rotate(true, { ok: false, error: { code: 'unavailable' } })).toMatchObject({ done: false, rotated: 0 })
})
