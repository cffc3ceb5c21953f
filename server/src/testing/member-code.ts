import { generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { rm1Head, rm1SignedBytes, rm1Text, tenantTag } from '@dangol/domain/recognition/rm1.ts'
import type { Rm1Kind } from '@dangol/domain/recognition/rm1.ts'

export const TENANT = 'tenant-of-test'

/** A phone with a member-code key of its own: real keys, real signatures. */
export interface Phone {
  readonly credId: string
  readonly kind: Rm1Kind
  /** As the shop publishes it. */
  readonly publicKey: string
  codeAt(nowMs: number, o?: { tenant?: string; ts?: number }): string
}

export function createPhone(credId: string, kind: Rm1Kind = 'ed25519'): Phone {
  const { publicKey, privateKey } = keyPair(kind)
  let serial = 0
  return {
    credId,
    kind,
    publicKey: rawKey(kind, publicKey),
    codeAt(nowMs, { tenant = TENANT, ts = Math.floor(nowMs / 1000) } = {}) {
      const nonce = Uint8Array.from({ length: 6 }, () => (serial = (serial * 13 + 5) % 256))
      const head = rm1Head({ kind, credId, ts, nonce })
      const signed = rm1SignedBytes(tenantTag(tenant), head)
      return rm1Text(head, signatureOf(kind, privateKey, signed))
    },
  }
}

const keyPair = (kind: Rm1Kind) =>
  kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' })

function rawKey(kind: Rm1Kind, key: KeyObject): string {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  if (kind === 'ed25519') return x
  const point = Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return point.toString('base64url')
}

const signatureOf = (kind: Rm1Kind, key: KeyObject, signed: Uint8Array): Buffer =>
  kind === 'ed25519' ? sign(null, signed, key) : sign('sha256', signed, { key, dsaEncoding: 'ieee-p1363' })
