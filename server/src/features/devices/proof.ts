import { createHash, createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { proofBytes } from '@dangol/domain/trust/device-proof.ts'
import type { ProofOf } from '@dangol/domain/trust/device-proof.ts'
import type { Challenges } from './challenges.ts'

export interface Proof {
  readonly challenge: string
  readonly publicKey: string
  readonly host: string
  readonly signature: string
}

/** What a proof is worth. 'stale-challenge' says nothing of the key; who holds it asks for a new challenge. */
type Worth = 'good' | 'bad-proof' | 'stale-challenge'
/** Judges a proof and uses up its challenge if it is good. */
export type JudgeProof = (what: ProofOf, proof: Proof, claims: readonly string[]) => Worth

/**
 * A proof is good when it was signed by the key it names, for this very purpose and these claims, over a challenge of ours that
 * nobody used, by a device that believes to speak to us: another server cannot pass it on (recognition-ux 8.1).
 */
export function createJudgeProof(o: { challenges: Challenges; isOwnHost: (host: string) => boolean }): JudgeProof {
  return (what, proof, claims) => {
    if (!o.isOwnHost(proof.host)) return 'bad-proof'
    if (!o.challenges.isFresh(proof.challenge)) return 'stale-challenge'
    if (!isSigned({ ...proof, what, claims }, proof.signature)) return 'bad-proof'
    return o.challenges.use(proof.challenge) ? 'good' : 'stale-challenge'
  }
}

/** Whether the key named in `said` signed it. */
export function isSigned(said: Parameters<typeof proofBytes>[0], signature: string): boolean {
  const key = keyOf(said.publicKey)
  return key !== null && verify(null, proofBytes(said), key, Buffer.from(signature, 'base64url'))
}

/** RFC 7638: the name of a key that others may know. */
export const thumbprintOf = (publicKey: string): string =>
  createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x: publicKey }))
    .digest('base64url')

/** One spelling of a key only, or one key could be that of two devices. */
function keyOf(publicKey: string): KeyObject | null {
  if (Buffer.from(publicKey, 'base64url').toString('base64url') !== publicKey) return null
  try {
    return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x: publicKey } })
  } catch {
    // Anything may stand in a message; what is no key has signed nothing.
    return null
  }
}
