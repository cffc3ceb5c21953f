import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

it('drops keys that nobody signed, and reads the whole roster again', () => {
  const db = new Database(':memory:')
  const before = STORE_MIGRATIONS.filter(({ version }) => version < 400)
  migrate(db, before)
  db.exec("update mirror set cursor = '7', current_at = 1")
  db.exec(
    "insert into credentials (cred_id, kind, public_key, customer_id, status) values ('c', 'p256', 'k', 'a', 'active')",
  )
  migrate(
    db,
    STORE_MIGRATIONS.filter(({ version }) => version <= 400),
  )
  expect(db.prepare('select count(*) as n from credentials').get()).toEqual({ n: 0 })
  expect(db.prepare('select cursor, current_at from mirror').get()).toEqual({ cursor: null, current_at: null })
})

it('knows one version of a key, and finds the newest of all by index', () => {
  const db = new Database(':memory:')
  migrate(db, STORE_MIGRATIONS)
  db.exec("insert into roster_versions values ('c', 1)")
  expect(() => db.exec("insert into roster_versions values ('c', 2)")).toThrow(/UNIQUE/)
  expect(() => db.exec("insert into roster_versions values ('d', 0)")).toThrow(/CHECK/)
  expect(planOf(db, 'select max(version) from roster_versions')).toContain('roster_versions_by_version')
})
