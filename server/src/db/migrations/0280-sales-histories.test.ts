import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

function openAt(version: number) {
  const db = new Database(':memory:')
  migrate(
    db,
    STORE_MIGRATIONS.filter((step) => step.version <= version),
  )
  return db
}

it('keeps what was mirrored before', () => {
  const db = openAt(270)
  db.prepare("insert into models (family_id, version, body) values ('mug', 1, '{}')").run()
  migrate(db, STORE_MIGRATIONS)
  expect(db.prepare('select family_id from models').all()).toEqual([{ family_id: 'mug' }])
})

it('keeps one history of a family, of a version above 0, as JSON', () => {
  const db = openAt(280)
  const put = db.prepare('insert into sales_histories (family_id, version, body) values (?, ?, ?)')
  put.run('mug', 1, '{}')
  expect(() => put.run('mug', 2, '{}')).toThrow(/UNIQUE/)
  expect(() => put.run('runner', 0, '{}')).toThrow(/CHECK/)
  expect(() => put.run('runner', 1, 'rows')).toThrow(/CHECK/)
})
