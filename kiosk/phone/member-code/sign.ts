import { RM1_NONCE_LENGTH, rm1Head, rm1SignedBytes, rm1Text } from '@dangol/domain/recognition/rm1.ts'
import type { MemberKey } from './key-store.ts'

/**
 * Signs one member code. `tenantTag` is 16 hexadecimal digits; `nowMs` is this phone's clock plus what it learnt of the shop's.
 * Returns the QR text and the timestamp signed, which the caller keeps: a later code never carries an earlier one.
 */
export async function signCode(o: {
  key: MemberKey
  tenantTag: string
  nowMs: number
}): Promise<{ text: string; ts: number }> {
  const ts = Math.max(Math.floor(o.nowMs / 1000), o.key.lastTs + 1)
  const nonce = crypto.getRandomValues(new Uint8Array(RM1_NONCE_LENGTH))
  const head = rm1Head({ kind: o.key.kind, credId: o.key.credId, ts, nonce })
  const signed = rm1SignedBytes(fromHex(o.tenantTag), head)
  const algorithm = o.key.kind === 'ed25519' ? { name: 'Ed25519' } : { name: 'ECDSA', hash: 'SHA-256' }
  const signature = new Uint8Array(await crypto.subtle.sign(algorithm, o.key.privateKey, new Uint8Array(signed)))
  return { text: rm1Text(head, signature), ts }
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
