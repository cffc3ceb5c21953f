import { encodeBase64Url } from '@dangol/domain/text/base64.ts'
import type { DeviceKey } from './device-identity.ts'

/** A key of the platform's own cryptography (browser, or Node): the private half may be one that nobody can export. */
export async function webDeviceKey({ publicKey, privateKey }: CryptoKeyPair): Promise<DeviceKey> {
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', publicKey))
  return {
    publicKey: encodeBase64Url(raw),
    sign: async (bytes) =>
      encodeBase64Url(new Uint8Array(await crypto.subtle.sign('Ed25519', privateKey, new Uint8Array(bytes)))),
  }
}

/** Makes a key whose private half cannot be exported, not even by this very page. */
export const newWebDeviceKey = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify'])
