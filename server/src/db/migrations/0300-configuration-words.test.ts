import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

const insert = `insert into configurations
  (id, family_id, model_version, revision, name, secret, choices, origin, saved_at) values (?, 'mug', 1, 1, '', 0, '{}', 'online', 1)`

it('keeps the configurations that were there, without words, and takes only JSON for words', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    STORE_MIGRATIONS.filter((step) => step.version <= 290),
  )
  db.prepare(insert).run('one')
  migrate(db, STORE_MIGRATIONS)
  expect(db.prepare('select id, words from configurations').all()).toEqual([{ id: 'one', words: null }])
  expect(() => db.exec("update configurations set words = 'red'")).toThrow(/CHECK/)
  db.exec("update configurations set words = '{}'")
})
