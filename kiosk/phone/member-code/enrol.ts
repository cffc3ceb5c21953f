import { EnrolAckSchema } from '@dangol/protocol/shop.ts'
import type { Result } from '@dangol/domain/result/result.ts'
import { ok } from '@dangol/domain/result/result.ts'
import { encodeBase64Url } from '@dangol/domain/text/base64.ts'
import type { ShopClient, ShopRefusal } from '../shop-client.ts'
import type { KeyStore, MemberKey } from './key-store.ts'

interface FreshKey {
  readonly kind: MemberKey['kind']
  readonly privateKey: CryptoKey
  /** Raw public key, base64url. */
  readonly publicKey: string
}

/** Makes a key on this phone, tells the shop its public half, and keeps it. Source: recognition-ux 3.1, enrolment. */
export async function enrol(o: {
  client: ShopClient
  keys: KeyStore
  customerNumber: string
}): Promise<Result<MemberKey, ShopRefusal>> {
  const fresh = await makeKey()
  const answer = await o.client.send(
    'POST',
    '/api/credentials',
    { kind: fresh.kind, publicKey: fresh.publicKey },
    EnrolAckSchema,
  )
  if (!answer.ok) return answer
  const key: MemberKey = { credId: answer.value.credId, kind: fresh.kind, privateKey: fresh.privateKey, lastTs: 0 }
  await o.keys.save(o.customerNumber, key)
  return ok(key)
}

async function makeKey(): Promise<FreshKey> {
  try {
    return await freshKey('ed25519', { name: 'Ed25519' })
  } catch {
    // Phones from before 2025 know only the NIST curve.
    return freshKey('p256', { name: 'ECDSA', namedCurve: 'P-256' })
  }
}

async function freshKey(kind: MemberKey['kind'], algorithm: { name: string; namedCurve?: string }): Promise<FreshKey> {
  const pair = (await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify'])) as CryptoKeyPair
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  return { kind, privateKey: pair.privateKey, publicKey: encodeBase64Url(raw) }
}
