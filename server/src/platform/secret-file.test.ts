import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { secretFile } from './secret-file.ts'
import { StartRefusal } from './start-refusal.ts'
import { systemRandom } from './system-ids.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'shop-secrets-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('key files', () => {
  test('a key is made once, for its owner only, and read ever after', () => {
    const path = join(folder, 'new/shop-key')
    const key = secretFile(path, systemRandom)
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect(secretFile(path, systemRandom)).toBe(key)
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('a file that holds something else is named and kept', () => {
    const path = join(folder, 'shop-key')
    writeFileSync(path, 'my notes')
    expect(() => secretFile(path, systemRandom)).toThrow(StartRefusal)
    expect(readFileSync(path, 'utf8')).toBe('my notes')
  })
})
