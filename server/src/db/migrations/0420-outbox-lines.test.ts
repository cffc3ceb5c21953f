import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { prepareOutbox } from '../../upstream/outbox/outbox.sql.ts'
import { planOf } from '../../testing/query-plan.ts'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

function migrated() {
  const db = new Database(':memory:')
  migrate(
    db,
    STORE_MIGRATIONS.filter(({ version }) => version < 420),
  )
  const insert = db.prepare(
    'insert into outbox (kind, key, body, enqueued_at, attempts, rejected_why) values (?, ?, ?, ?, ?, ?)',
  )
  insert.run('order', 'a', '{"customerId":"p"}', 10, 3, null)
  insert.run('order', 'b', '{"customerId":null}', 20, 1, '422 no such product')
  insert.run('visit', 'gone', '{"customerId":"p"}', 30, 0, null)
  db.exec("delete from outbox where key = 'gone'")
  migrate(db, STORE_MIGRATIONS)
  return db
}
const columns = 'position, key, about, attempts, letter_at as at, letter_reason as reason, letter_why as why'

it('keeps what waits with its tries, in the line of whom it is about, and makes letters of what was refused', () => {
  const db = migrated()
  expect(db.prepare(`select ${columns} from outbox order by position`).all()).toEqual([
    { position: 1, key: 'a', about: 'p', attempts: 3, at: null, reason: null, why: null },
    { position: 2, key: 'b', about: 'b', attempts: 1, at: 20, reason: null, why: '422 no such product' },
  ])
})

it('gives no place again that somebody may have seen', () => {
  const db = migrated()
  const row = { kind: 'visit', key: 'v', target: 'members', about: 'p', body: '{}', enqueuedAt: 1 } as const
  prepareOutbox(db).insert(row)
  expect(db.prepare("select position from outbox where key = 'v'").pluck().get()).toBe(4)
})

it('refuses a place that is none, and a letter without words', () => {
  const db = migrated()
  expect(() => db.exec("update outbox set target = 'elsewhere'")).toThrow(/CHECK/)
  expect(() => db.exec('update outbox set letter_at = 1 where position = 1')).toThrow(/CHECK/)
  expect(() => db.exec("update outbox set letter_reason = 'price-changed' where position = 1")).toThrow(/CHECK/)
})

it('finds the heads of lines, what a message takes the place of, and the oldest, by index', () => {
  const db = migrated()
  const heads = `select position from outbox o where target = 'members' and letter_at is null and not exists (
    select 1 from outbox b where b.about = o.about and b.target = o.target and b.letter_at is null
      and b.position < o.position) order by position limit 4`
  expect(planOf(db, heads)).toMatch(/outbox_queue[\s\S]*outbox_lines/)
  expect(planOf(db, heads)).not.toMatch(/TEMP B-TREE/)
  expect(planOf(db, "delete from outbox where kind = 'visit' and key = 'v'")).toMatch(/outbox_things/)
  expect(planOf(db, 'select min(enqueued_at) from outbox where letter_at is null')).toMatch(/outbox_since/)
  expect(planOf(db, 'select position from outbox where letter_at is not null order by position')).toMatch(
    /outbox_letters/,
  )
})
