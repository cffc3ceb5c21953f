import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { shopKeysFile } from './shop-keys.ts'

const pem = () => generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString()
let folder = ''
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'shop-keys-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a key that is made a little later counts from then on, and is the one from then on', () => {
  const path = join(folder, 'roster-key.pub')
  const keys = shopKeysFile(path)
  expect(keys.roster).toEqual([])
  writeFileSync(path, pem())
  const [first] = keys.roster
  writeFileSync(path, pem())
  expect(keys.roster).toEqual([first])
})

test('one key or two, and nothing else: the server says so and does not start', () => {
  const path = join(folder, 'roster-key.pub')
  writeFileSync(path, pem() + pem())
  expect(shopKeysFile(path).roster).toHaveLength(2)
  for (const text of ['', 'not a key', pem() + pem() + pem()]) {
    writeFileSync(path, text)
    expect(() => shopKeysFile(path)).toThrow(/must hold one Ed25519 public key/)
  }
})
