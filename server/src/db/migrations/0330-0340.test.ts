import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

it('keeps the commands that were there, and finds those with an outcome by the new index', () => {
  const db = new Database(':memory:')
  migrate(
    db,
    STORE_MIGRATIONS.filter((step) => step.version < 330),
  )
  const insert =
    "insert into commands (command_id, device_id, request, outcome, at) values (?, 'kiosk-1', 'carts:add', ?, 1)"
  db.prepare(insert).run('one', '{"ok":true}')
  migrate(db, STORE_MIGRATIONS)
  db.prepare(insert).run('two', '')
  const query = "select command_id as id from commands where outcome <> '' and at < 2 order by at limit 5"
  expect(db.prepare(query).all()).toEqual([{ id: 'one' }])
  expect(JSON.stringify(db.prepare(`explain query plan ${query}`).all())).toContain('commands_with_outcome')
})

it('has one row to try the disk with', () => {
  const db = new Database(':memory:')
  migrate(db, STORE_MIGRATIONS)
  db.exec('insert into store_probe (id, filler) values (1, zeroblob(10))')
  expect(() => db.exec('insert into store_probe (id, filler) values (2, zeroblob(10))')).toThrow(/CHECK/)
})
