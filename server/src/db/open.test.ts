import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { StartRefusal } from '../platform/start-refusal.ts'
import { openDatabase } from './open.ts'

const MIGRATIONS = [{ version: 10, up: 'create table things (id integer primary key, title text not null) strict' }]

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-db-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('opening a database', () => {
  test('[D1] is durable to each commit, on the first start and on every later one', () => {
    const path = join(folder, 'store.sqlite')
    for (const start of ['first', 'second']) {
      const db = openDatabase(path, MIGRATIONS)
      db.prepare('insert into things (title) values (?)').run(start)
      expect(db.pragma('synchronous', { simple: true })).toBe(2)
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1)
      expect(db.pragma('secure_delete', { simple: true })).toBe(1)
      db.close()
    }
  })

  test('makes the data folder when it is not there', () => {
    openDatabase(join(folder, 'data', 'deep', 'store.sqlite'), MIGRATIONS).close()
    expect(readFileSync(join(folder, 'data', 'deep', 'store.sqlite')).length).toBeGreaterThan(0)
  })

  test('names and keeps a damaged file, and writes nothing to it', () => {
    const path = join(folder, 'store.sqlite')
    openDatabase(path, MIGRATIONS).close()
    const damaged = Buffer.from(readFileSync(path))
    damaged.fill(0x5a, 100)
    writeFileSync(path, damaged)
    expect(() => openDatabase(path, MIGRATIONS)).toThrow(StartRefusal)
    expect(() => openDatabase(path, MIGRATIONS)).toThrow(path)
    expect(readFileSync(path).equals(damaged)).toBe(true)
  })

  test('names and keeps a file that is no database at all', () => {
    const path = join(folder, 'store.sqlite')
    writeFileSync(path, 'a shopping list\n'.repeat(100))
    expect(() => openDatabase(path, MIGRATIONS)).toThrow(/store\.sqlite is damaged .*kept as it is and not written to/)
    expect(readFileSync(path, 'utf8')).toMatch(/^a shopping list/)
  })

  test('refuses a file from a newer version and leaves it as it is', () => {
    const path = join(folder, 'store.sqlite')
    const newer = new Database(path)
    newer.pragma('user_version = 9000')
    newer.exec('create table future (id integer primary key) strict')
    newer.close()
    const before = readFileSync(path)
    expect(() => openDatabase(path, MIGRATIONS)).toThrow(/newer version \(9000; this program knows 10\)/)
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('refuses a folder that cannot be written to', () => {
    const file = join(folder, 'not-a-folder')
    writeFileSync(file, '')
    expect(() => openDatabase(join(file, 'store.sqlite'), MIGRATIONS)).toThrow(/cannot be written to/)
  })
})
