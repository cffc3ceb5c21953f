/* eslint-disable @typescript-eslint/no-deprecated -- the kiosk has to know its key before it opens its line; the asynchronous calls come with the identity file's own */
import type { SafeStorage } from 'electron'
import type { KeyVault } from '../host/identity/identity-file.ts'
import { StartRefusal } from '../host/start-refusal.ts'

/**
 * The kiosk's key under the lock of the operating system (Keychain, DPAPI, libsecret or KWallet). Linux without a keyring would
 * fall back to a password that is the same on every machine: that is no lock, and is refused with what to do.
 */
export function systemVault(storage: () => SafeStorage, platform: NodeJS.Platform): KeyVault {
  const locked = (): SafeStorage => {
    const safe = storage()
    const isPlain = platform === 'linux' && ['basic_text', 'unknown'].includes(safe.getSelectedStorageBackend())
    if (isPlain || !safe.isEncryptionAvailable()) {
      throw new StartRefusal('This machine has no keyring for the key of the kiosk: set up libsecret or KWallet.')
    }
    return safe
  }
  return {
    seal: (secret) => locked().encryptString(secret).toString('base64'),
    open: (sealed) => locked().decryptString(Buffer.from(sealed, 'base64')),
  }
}
