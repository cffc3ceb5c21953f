import type { SafeStorage } from 'electron'
import { expect, test } from 'vitest'
import { StartRefusal } from '../host/start-refusal.ts'
import { systemVault } from './key-vault.ts'

/** Of Electron, as far as the vault uses it. */
function storage(backend: string, isAvailable = true): SafeStorage {
  const fake = {
    getSelectedStorageBackend: () => backend,
    isEncryptionAvailable: () => isAvailable,
    encryptString: (text: string) => Buffer.from(`locked ${text}`),
    decryptString: (sealed: Buffer) => sealed.toString().replace('locked ', ''),
  }
  return fake as unknown as SafeStorage
}

test('a key is sealed and opened by the operating system', () => {
  const vault = systemVault(() => storage('gnome_libsecret'), 'linux')
  const sealed = vault.seal('the key')
  expect(Buffer.from(sealed, 'base64').toString()).toBe('locked the key')
  expect(vault.open(sealed)).toBe('the key')
})

test.each([
  ['linux', 'basic_text', true],
  ['linux', 'unknown', true],
  ['win32', 'unknown', false],
] as const)('%s with %s, available: %s, is no lock and is refused', (platform, backend, isAvailable) => {
  const vault = systemVault(() => storage(backend, isAvailable), platform)
  expect(() => vault.seal('the key')).toThrow(StartRefusal)
  expect(() => vault.open('c2VhbGVk')).toThrow('keyring')
})
