import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

const migrateTo = (db: Database.Database, version: number) =>
  migrate(
    db,
    STORE_MIGRATIONS.filter((step) => step.version <= version),
  )

it('takes the name that the history had as its first epoch', () => {
  const db = new Database(':memory:')
  migrateTo(db, 300)
  db.exec("insert into store_facts (name, value) values ('epoch', 'before'), ('other', 'stays')")
  migrateTo(db, 310)
  expect(db.prepare('select id, first_seq from log_epochs').all()).toEqual([{ id: 'before', first_seq: 1 }])
  expect(db.prepare('select name from store_facts').all()).toEqual([{ name: 'other' }])
})

it('has no epoch twice, and none that begins before the log', () => {
  const db = new Database(':memory:')
  migrateTo(db, 310)
  db.exec("insert into log_epochs (id, first_seq) values ('one', 1)")
  expect(() => db.exec("insert into log_epochs (id, first_seq) values ('one', 2)")).toThrow(/UNIQUE/)
  expect(() => db.exec("insert into log_epochs (id, first_seq) values ('two', 0)")).toThrow(/CHECK/)
})
