import { parseRm1, rm1SignedBytes, RM1_TEXT_LENGTH } from '@dangol/domain/recognition/rm1.ts'
import { expect, test } from 'vitest'
import type { MemberKey } from './key-store.ts'
import { signCode } from './sign.ts'

const TENANT = '0123456789abcdef'

async function key(kind: MemberKey['kind']): Promise<{ key: MemberKey; publicKey: CryptoKey }> {
  const algorithm = kind === 'ed25519' ? { name: 'Ed25519' } : { name: 'ECDSA', namedCurve: 'P-256' }
  const pair = (await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])) as CryptoKeyPair
  return {
    key: { credId: '00112233445566ff', kind, privateKey: pair.privateKey, lastTs: 0 },
    publicKey: pair.publicKey,
  }
}

test.each(['ed25519', 'p256'] as const)(
  'a %s code is one that anybody with the public key can verify',
  async (kind) => {
    const { key: memberKey, publicKey } = await key(kind)
    const { text, ts } = await signCode({ key: memberKey, tenantTag: TENANT, nowMs: 1_800_000_000_500 })
    expect(text).toHaveLength(RM1_TEXT_LENGTH)
    const code = parseRm1(text)
    expect(code).toMatchObject({ kind, credId: memberKey.credId, ts: 1_800_000_000 })
    expect(ts).toBe(1_800_000_000)
    const signed = rm1SignedBytes(
      Uint8Array.from([0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef]),
      code?.head ?? new Uint8Array(),
    )
    const algorithm = kind === 'ed25519' ? { name: 'Ed25519' } : { name: 'ECDSA', hash: 'SHA-256' }
    const signature = new Uint8Array(code?.signature ?? [])
    expect(await crypto.subtle.verify(algorithm, publicKey, signature, new Uint8Array(signed))).toBe(true)
  },
)

test('a clock that was set back does not make a code older than the last one', async () => {
  const { key: memberKey } = await key('ed25519')
  const { ts } = await signCode({
    key: { ...memberKey, lastTs: 1_800_000_100 },
    tenantTag: TENANT,
    nowMs: 1_800_000_000_000,
  })
  expect(ts).toBe(1_800_000_101)
})

test('two codes of the same second differ', async () => {
  const { key: memberKey } = await key('ed25519')
  const codes = await Promise.all(
    [1, 2].map(() => signCode({ key: memberKey, tenantTag: TENANT, nowMs: 1_800_000_000_000 })),
  )
  expect(codes[0]?.text).not.toBe(codes[1]?.text)
})
