import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { rm1SignedBytes } from '@dangol/domain/recognition/rm1.ts'
import type { Rm1, Rm1Kind } from '@dangol/domain/recognition/rm1.ts'

/** Whether a code was signed by this key for this tenant. `publicKey` is base64url; null verifies against nobody's key. */
export type VerifySignature = (code: Rm1, publicKey: string | null) => boolean

/** An uncompressed P-256 point: a leading 4, then x and y. */
const P256_POINT_LENGTH = 65
const UNCOMPRESSED = 4

/** Verifies member codes. An unknown key costs as much time as a known one: it is verified against nobody's key. */
export function createVerifySignature(tenantTag: Uint8Array): VerifySignature {
  const nobodys: Readonly<Record<Rm1Kind, KeyObject>> = {
    ed25519: generateKeyPairSync('ed25519').publicKey,
    p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey,
  }
  return (code, publicKey) => {
    const known = publicKey === null ? null : keyOf(code.kind, publicKey)
    const key = known ?? nobodys[code.kind]
    const signed = rm1SignedBytes(tenantTag, code.head)
    const fits =
      code.kind === 'ed25519'
        ? verify(null, signed, key, code.signature)
        : verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, code.signature)
    return fits && known !== null
  }
}

function keyOf(kind: Rm1Kind, publicKey: string): KeyObject | null {
  try {
    return createPublicKey({ format: 'jwk', key: jwkOf(kind, publicKey) })
  } catch {
    // A key the shop sent broken can verify nothing.
    return null
  }
}

function jwkOf(kind: Rm1Kind, publicKey: string) {
  if (kind === 'ed25519') return { kty: 'OKP', crv: 'Ed25519', x: publicKey }
  const point = Buffer.from(publicKey, 'base64url')
  if (point.length !== P256_POINT_LENGTH || point[0] !== UNCOMPRESSED) throw new RangeError('not a P-256 point')
  const x = point.subarray(1, 33).toString('base64url')
  return { kty: 'EC', crv: 'P-256', x, y: point.subarray(33).toString('base64url') }
}
