import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartRefusal } from '../src/platform/start-refusal.ts'

/** Ed25519: what the shop says of member-code keys and of configurations, so that nobody on the way can say it instead. */
export interface SigningKey {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

/** A key that lives as long as the process: tests, and the simulation. */
export const newSigningKey = (): SigningKey => generateKeyPairSync('ed25519')

/**
 * The shop's signing key, made at the first start: PKCS #8 in `path`, which only its owner may read, and the public half beside it
 * in `path.pub` (SPKI), which the operator carries to the stores. Refuses with a StartRefusal when the file holds something else.
 */
export function signingKeyFile(path: string): SigningKey {
  if (!existsSync(path)) makeKey(path)
  const privateKey = readKey(path)
  const publicKey = createPublicKey(privateKey)
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const besideIt = `${path}.pub`
  // Written again when it is not this key's: stores would refuse everything that it signs.
  if (!existsSync(besideIt) || readFileSync(besideIt, 'utf8') !== pem) write(besideIt, pem, { mode: 0o644 })
  return { privateKey, publicKey }
}

function makeKey(path: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const pem = newSigningKey().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  // 'wx': of two processes starting together one writes and the other reads.
  write(path, pem, { mode: 0o600, flag: 'wx' })
}

function write(path: string, text: string, options: { mode: number; flag?: 'wx' }): void {
  try {
    writeFileSync(path, text, options)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return
    throw new StartRefusal(`The key file ${path} cannot be written.`)
  }
}

function readKey(path: string): KeyObject {
  const key = parsed(readFileSync(path, 'utf8'))
  if (key?.asymmetricKeyType !== 'ed25519') throw new StartRefusal(`The key file ${path} does not hold an Ed25519 key.`)
  return key
}

function parsed(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem)
  } catch {
    return null
  }
}
