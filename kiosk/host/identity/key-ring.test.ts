import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import { KEY_ROTATES_MS } from '@dangol/protocol/trust.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { StartRefusal } from '../start-refusal.ts'
import { openIdentityFile, ownFileVault } from './identity-file.ts'
import type { KeyVault } from './identity-file.ts'
import { createKeyRing } from './key-ring.ts'

let folder: string
const time = createTurnedTime()
const start = (vault: KeyVault = ownFileVault) => createKeyRing(openIdentityFile(folder, vault), time)
const path = () => join(folder, 'kiosk-identity.json')

beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-identity-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a kiosk makes its key at the first start, for its owner only, and is the same one after every other', () => {
  const first = start()
  const { publicKey } = first.key()
  first.paired('kiosk-7' as DeviceId)
  const again = start()
  expect([again.key().publicKey, again.deviceId()]).toEqual([publicKey, 'kiosk-7'])
  expect(statSync(path()).mode & 0o777).toBe(0o600)
})

test('the next key is on the disk before anybody is told of it; whichever the store took, the kiosk finds it', () => {
  const ring = start()
  expect(ring.dueNext()).toBeNull()
  time.pass(KEY_ROTATES_MS)
  const next = ring.dueNext()?.publicKey
  // The power goes while the answer is on its way: the same next key is offered again ...
  const after = start()
  expect(after.dueNext()?.publicKey).toBe(next)
  // ... or the store knows it already.
  expect(after.takeNext()).toBe(true)
  expect(after.key().publicKey).toBe(next)
  expect(after.takeNext()).toBe(false)
  expect(after.dueNext()).toBeNull()
})

test('the key is sealed by the vault of the shell', () => {
  const vault: KeyVault = {
    seal: (secret) => Buffer.from(secret).reverse().toString('hex'),
    open: (sealed) => Buffer.from(sealed, 'hex').reverse().toString(),
  }
  const { publicKey } = start(vault).key()
  expect(start(vault).key().publicKey).toBe(publicKey)
  const plain = openIdentityFile(folder, vault).read()?.key ?? ''
  expect(readFileSync(path(), 'utf8')).not.toContain(plain)
})

test('a file that is not what was written stops the start with a sentence that says what to do', () => {
  start()
  writeFileSync(path(), '{"key":')
  expect(() => start()).toThrow(StartRefusal)
  expect(() => start()).toThrow('pair the kiosk anew')
})
