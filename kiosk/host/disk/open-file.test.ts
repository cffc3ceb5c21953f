import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { StartRefusal } from '../start-refusal.ts'
import { openFile, timesStartedOver, unlessFull } from './open-file.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dangol-file-'))
  path = join(folder, 'kiosk', 'kept.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Opens the file, does something with it, and closes it. */
function use<T>(run: (db: Database.Database) => T): T {
  const db = openFile(path, (opened) => opened.exec('create table if not exists kept (word text) strict'))
  try {
    return run(db)
  } finally {
    db.close()
  }
}
const write = (word: string) => use((db) => db.prepare('insert into kept values (?)').run(word))
const words = () => use((db) => db.prepare('select word from kept order by word').pluck().all())

it('[D1] is made with its folder, keeps what is written, and is durable to each commit', () => {
  write('first')
  write('second')
  expect(words()).toEqual(['first', 'second'])
  expect(use((db) => db.pragma('synchronous', { simple: true }))).toBe(2)
  expect(timesStartedOver(path)).toBe(0)
})

it('[S2] what is no database any more is set aside and started over, each time counted', () => {
  write('first')
  for (const times of [1, 2]) {
    writeFileSync(path, `garbage ${times}`.repeat(1_000))
    expect(words()).toEqual([])
    expect(timesStartedOver(path)).toBe(times)
    expect(readFileSync(`${path}.damaged`, 'utf8')).toContain(`garbage ${times}`)
  }
  write('second')
  expect(words()).toEqual(['second'])
})

it('[S2] a page that rotted inside a file that still opens is found', () => {
  for (let at = 0; at < 50; at++) write(`${at} ${'x'.repeat(1_000)}`)
  const bytes = readFileSync(path)
  bytes.fill(0x5a, 3 * 4_096, 4 * 4_096)
  writeFileSync(path, bytes)
  expect(words()).toEqual([])
  expect(timesStartedOver(path)).toBe(1)
})

it('[S2] leaves of a log that belonged to the damaged file do not come into the new one', () => {
  write('first')
  writeFileSync(path, 'garbage'.repeat(1_000))
  writeFileSync(`${path}-wal`, 'left over')
  expect(words()).toEqual([])
  expect(existsSync(`${path}.damaged`)).toBe(true)
})

it('where nothing can be kept the kiosk does not start, and nothing is set aside', () => {
  mkdirSync(path, { recursive: true })
  expect(() => words()).toThrow(StartRefusal)
  expect(existsSync(`${path}.damaged`)).toBe(false)
})

it('a count that nobody can read is none', () => {
  mkdirSync(join(folder, 'kiosk'))
  writeFileSync(`${path}.started-over`, 'many')
  expect(timesStartedOver(path)).toBe(0)
})

it('a full disk leaves a write out; anything else is not hidden by that', () => {
  const broken = (code: string) => () => {
    throw new Database.SqliteError('no', code)
  }
  for (const code of ['SQLITE_FULL', 'SQLITE_IOERR_WRITE']) expect(() => unlessFull(broken(code))).not.toThrow()
  expect(() => unlessFull(broken('SQLITE_CONSTRAINT'))).toThrow(Database.SqliteError)
})
