import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTurnedClock } from './testing/turned-clock.ts'
import { keyedHash, sameSecret, storeAlias } from './secrets.ts'
import { mailLog } from './sign-in/mail-log.ts'

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'shop-secrets-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('aliases and hashes', () => {
  const key = 'ab'.repeat(32)

  test('[A10] two stores know one member by two names, and one store by one', () => {
    const here = storeAlias(key, 'member', 'seongsu')
    expect(here).toMatch(/^[0-9a-f]{32}$/)
    expect(storeAlias(key, 'member', 'seongsu')).toBe(here)
    expect(storeAlias(key, 'member', 'hannam')).not.toBe(here)
    expect(storeAlias(key, 'memberseon', 'gsu')).not.toBe(here)
    expect(storeAlias('cd'.repeat(32), 'member', 'seongsu')).not.toBe(here)
  })

  test('a keyed hash needs the key, and a comparison the whole secret', () => {
    expect(keyedHash(key, 'text')).not.toBe(keyedHash('cd'.repeat(32), 'text'))
    expect([sameSecret('abc', 'abc'), sameSecret('abc', 'abd'), sameSecret('', 'abc')]).toEqual([true, false, false])
  })
})

describe('the embedded mailbox', () => {
  const letter = { number: 'C-1', email: null }

  test('holds one line per code, for its owner only, and begins anew when it is long', async () => {
    const path = join(folder, 'mail.log')
    const deliver = mailLog(path, createTurnedClock(), (error) => expect.fail(String(error)))
    const text = () => (existsSync(path) ? readFileSync(path, 'utf8') : '')
    deliver(letter, '012345')
    deliver({ ...letter, email: 'a@example.test' }, '543210')
    const at = '2026-11-21T03:00:00.000Z'
    await expect.poll(text).toBe(`${at}\tC-1\t012345\n${at}\ta@example.test\t543210\n`)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    writeFileSync(path, 'x'.repeat(256 * 1024 + 1))
    deliver(letter, '111111')
    await expect.poll(text).toMatch(/^2026.*111111\n$/)
  })

  test('a folder that is gone fails no request', async () => {
    const failures: unknown[] = []
    mailLog(join(folder, 'gone/mail.log'), createTurnedClock(), (error) => failures.push(error))(letter, '000000')
    await expect.poll(() => failures.length).toBe(1)
  })
})
