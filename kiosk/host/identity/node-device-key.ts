import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { DeviceKey } from '@dangol/client/device-identity.ts'

/** A new Ed25519 key: PKCS8, base64. */
export const newKioskKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')

/** The key as a device uses it. Throws for anything but an Ed25519 key in PKCS8. */
export function kioskKeyOf(pkcs8: string): DeviceKey {
  const privateKey = createPrivateKey({ key: Buffer.from(pkcs8, 'base64'), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (privateKey.asymmetricKeyType !== 'ed25519' || x === undefined) throw new TypeError('not an Ed25519 key')
  return { publicKey: x, sign: (bytes) => Promise.resolve(sign(null, bytes, privateKey).toString('base64url')) }
}
