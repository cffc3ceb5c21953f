import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newSigningKey, signingKeyFile } from './signing-key.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signing-key-'))
  path = join(folder, 'data', 'roster-key')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const said = Buffer.from('what the shop says')

test('the key is made once, readable by its owner only, and is the same after a restart', () => {
  const first = signingKeyFile(path)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const again = signingKeyFile(path)
  expect(verify(null, said, again.publicKey, sign(null, said, first.privateKey))).toBe(true)
})

test('the public half lies beside it and verifies what the private half signs', () => {
  const { privateKey } = signingKeyFile(path)
  const carried = createPublicKey(readFileSync(`${path}.pub`, 'utf8'))
  expect(carried.asymmetricKeyType).toBe('ed25519')
  expect(verify(null, said, carried, sign(null, said, privateKey))).toBe(true)
  expect(readFileSync(`${path}.pub`, 'utf8')).not.toContain('PRIVATE')
})

test('a public half of another key is written again', () => {
  const { publicKey } = signingKeyFile(path)
  writeFileSync(`${path}.pub`, newSigningKey().publicKey.export({ type: 'spki', format: 'pem' }))
  signingKeyFile(path)
  expect(readFileSync(`${path}.pub`, 'utf8')).toBe(publicKey.export({ type: 'spki', format: 'pem' }))
})

test('a file that holds something else stops the shop with a sentence', () => {
  signingKeyFile(path)
  writeFileSync(path, 'not a key')
  expect(() => signingKeyFile(path)).toThrow(/does not hold an Ed25519 key/)
  writeFileSync(path, generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' }))
  expect(() => signingKeyFile(path)).toThrow(/does not hold an Ed25519 key/)
})

test('a folder that cannot be written stops the shop with a sentence', () => {
  writeFileSync(join(folder, 'data'), '')
  expect(() => signingKeyFile(path)).toThrow()
})
