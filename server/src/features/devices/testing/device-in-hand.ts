import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { proofBytes } from '@dangol/domain/trust/device-proof.ts'
import type { ProofOf } from '@dangol/domain/trust/device-proof.ts'
import type { Proof } from '../proof.ts'

/** A machine with a key of its own, as a test holds it. */
export interface DeviceInHand {
  readonly publicKey: string
  /** Signs whatever it is given. */
  sign(said: Parameters<typeof proofBytes>[0]): string
  prove(what: ProofOf, o: { challenge: string; host: string; claims: readonly string[] }): Proof
}

export function newDevice(): DeviceInHand {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { x: publicKey = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const signed: DeviceInHand['sign'] = (said) => sign(null, proofBytes(said), privateKey).toString('base64url')
  return {
    publicKey,
    sign: signed,
    prove: (what, { challenge, host, claims }) => ({
      ...{ challenge, host, publicKey },
      signature: signed({ what, challenge, host, publicKey, claims }),
    }),
  }
}
