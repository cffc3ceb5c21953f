import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { migrate, newestVersion, versionOf } from './migrate.ts'

const FIRST = { version: 10, up: 'create table things (id integer primary key, title text not null) strict' }
const SECOND = { version: 20, up: "alter table things add column colour text not null default 'red'" }

describe('migrations', () => {
  test('go forward only, each once, and keep what is there', () => {
    const db = new Database(':memory:')
    migrate(db, [FIRST])
    db.prepare('insert into things (title) values (?)').run('chair')
    migrate(db, [FIRST, SECOND])
    migrate(db, [FIRST, SECOND])
    expect(versionOf(db)).toBe(20)
    expect(db.prepare('select title, colour from things').all()).toEqual([{ title: 'chair', colour: 'red' }])
  })

  test('a step that fails leaves the database at the step before', () => {
    const db = new Database(':memory:')
    const broken = {
      version: 20,
      up: 'create table more (id integer primary key) strict; create table things (x) strict',
    }
    expect(() => migrate(db, [FIRST, broken])).toThrow(/things/)
    expect(versionOf(db)).toBe(10)
    expect(db.prepare("select name from sqlite_master where name = 'more'").get()).toBeUndefined()
  })

  test('a list out of order is a broken program', () => {
    expect(() => migrate(new Database(':memory:'), [SECOND, FIRST])).toThrow('migration 10 does not follow 20')
    expect(newestVersion([])).toBe(0)
  })
})
