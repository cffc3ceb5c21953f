import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { DeviceIdSchema } from '@dangol/protocol/common.ts'
import { z } from 'zod'
import { StartRefusal } from '../start-refusal.ts'

/** Keeps a secret of this machine: Electron's `safeStorage` where it is real, and only the file's mode where it is not. */
export interface KeyVault {
  seal(secret: string): string
  open(sealed: string): string
}
/** For a shell that has nothing better: the file is its owner's alone, and the disk has to be encrypted (docs/operations.md). */
export const ownFileVault: KeyVault = { seal: (secret) => secret, open: (sealed) => sealed }

const IdentitySchema = z.strictObject({
  /** PKCS8 of the Ed25519 key, base64, sealed by the vault. */
  key: z.string().min(1),
  keySince: z.int().nonnegative(),
  /** The next key while it is being changed: either may be the one that the store knows. */
  next: z.string().min(1).nullable(),
  /** As the office named this kiosk; null until it is paired. */
  deviceId: DeviceIdSchema.nullable(),
})
/** Who this kiosk is. */
export interface Identity {
  readonly key: string
  readonly keySince: number
  readonly next: string | null
  readonly deviceId: DeviceId | null
}

/** The identity on this machine's disk. */
export interface IdentityFile {
  read(): Identity | null
  /** Durable when it returns, and whole whatever happens meanwhile. */
  write(identity: Identity): void
}

/** Opens it. Reading refuses to start with one sentence when the file is not what this kiosk wrote. */
export function openIdentityFile(folder: string, vault: KeyVault): IdentityFile {
  const path = join(folder, 'kiosk-identity.json')
  return {
    read() {
      if (!existsSync(path)) return null
      try {
        const { key, next, ...rest } = IdentitySchema.parse(JSON.parse(readFileSync(path, 'utf8')))
        return { ...rest, key: vault.open(key), next: next === null ? null : vault.open(next) }
      } catch {
        throw new StartRefusal(
          `The kiosk's identity in ${path} cannot be read: remove the file, and pair the kiosk anew.`,
        )
      }
    },
    write({ key, next, ...rest }) {
      const sealed = { ...rest, key: vault.seal(key), next: next === null ? null : vault.seal(next) }
      const beside = `${path}.new`
      const file = openSync(beside, 'w', 0o600)
      try {
        writeSync(file, `${JSON.stringify(sealed)}\n`)
        fsyncSync(file)
      } finally {
        closeSync(file)
      }
      renameSync(beside, path)
    },
  }
}
