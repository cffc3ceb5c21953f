import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

it('holds the link once or not at all, and never without a reason', () => {
  const db = new Database(':memory:')
  migrate(db, STORE_MIGRATIONS)
  const hold = (one: number, reason: string) =>
    db.prepare("insert into link_pause (one, held_by, at, reason) values (?, 'jieun', 1, ?)").run(one, reason)
  expect(() => hold(1, '')).toThrow(/CHECK/)
  hold(1, 'inventory')
  expect(() => hold(1, 'inventory again')).toThrow(/UNIQUE/)
  expect(() => hold(2, 'inventory')).toThrow(/CHECK/)
})
