import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

it('keeps the models that were mirrored before, not compiled yet', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    STORE_MIGRATIONS.filter((step) => step.version <= 280),
  )
  db.prepare("insert into models (family_id, version, body) values ('mug', 1, '{}')").run()
  migrate(db, STORE_MIGRATIONS)
  expect(db.prepare('select family_id, compiled from models').all()).toEqual([{ family_id: 'mug', compiled: null }])
})

it('finds what is not compiled without reading every model', () => {
  const db = new Database(':memory:')
  migrate(db, STORE_MIGRATIONS)
  db.prepare("insert into models (family_id, version, body, compiled) values ('mug', 1, '{}', 'AAAA')").run()
  expect(db.prepare('select family_id from models where compiled is null').all()).toEqual([])
})
