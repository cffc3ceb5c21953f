import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

it('has one row to try the disk with', () => {
  const db = new Database(':memory:')
  migrate(db, STORE_MIGRATIONS)
  db.exec('insert into store_probe (id, filler) values (1, zeroblob(10))')
  expect(() => db.exec('insert into store_probe (id, filler) values (2, zeroblob(10))')).toThrow(/CHECK/)
})
