import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { emptyLog } from './empty-log.ts'
import { openDatabase } from './open.ts'
import type { Db } from './open.ts'

const MIGRATIONS = [{ version: 10, up: 'create table notes (id integer primary key, words text not null) strict' }]
const CANARY = 'Kanarienvogel-Q7'

let folder: string
let db: Db
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-log-'))
  db = openDatabase(join(folder, 'store.sqlite'), MIGRATIONS)
})
afterEach(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})
const write = (words: string) => void db.prepare('insert into notes (words) values (?)').run(words)
const isOnDisk = () => readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(CANARY))

test('[A10] what was deleted or overwritten is nowhere on the disk: not in the log, nor in pages that are free', () => {
  // Rows of every size: within a page, and longer than one.
  for (let n = 0; n < 200; n++) write(`${CANARY} ${'.'.repeat((n % 20) * 500)}`)
  write(CANARY)
  expect(isOnDisk()).toBe(true)
  db.exec(`update notes set words = 'nothing' where id > 200; delete from notes where id <= 200`)
  expect(isOnDisk()).toBe(true)
  expect(emptyLog(db)).toBe(true)
  expect(isOnDisk()).toBe(false)
  expect(statSync(join(folder, 'store.sqlite-wal')).size).toBe(0)
})

test('what is written and deleted in one transaction never comes to the disk', () => {
  db.exec(`begin; insert into notes (words) values ('${CANARY}'); delete from notes; commit`)
  expect(isOnDisk()).toBe(false)
})

test('whoever reads an older state holds nobody up: it is left for the next time', () => {
  write(CANARY)
  const reader = new Database(join(folder, 'store.sqlite'), { readonly: true })
  reader.exec('begin')
  expect(reader.prepare('select count(*) as n from notes').get()).toEqual({ n: 1 })
  db.exec('delete from notes')
  const before = performance.now()
  expect(emptyLog(db)).toBe(false)
  // As long as a connection waits for another one at most.
  expect(performance.now() - before).toBeLessThan(5_000)
  reader.close()
  expect([emptyLog(db), isOnDisk()]).toEqual([true, false])
  expect(db.pragma('busy_timeout', { simple: true })).toBe(5_000)
})

test('in the middle of a transaction it is left for the next time, and the transaction goes on', () => {
  db.exec('begin')
  write(CANARY)
  expect(emptyLog(db)).toBe(false)
  db.exec('commit')
  expect(db.prepare('select words from notes').get()).toEqual({ words: CANARY })
})
