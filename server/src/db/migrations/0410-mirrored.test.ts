import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

const open = (version = Infinity) => {
  const db = new Database(':memory:')
  const upTo = (last: number) =>
    migrate(
      db,
      STORE_MIGRATIONS.filter((one) => one.version <= last),
    )
  upTo(version)
  return { db, upTo }
}

it('goes on where the mirror of the embedded shop was', () => {
  const { db, upTo } = open(400)
  db.exec("update mirror set cursor = '7', current_at = 1")
  upTo(410)
  expect(db.prepare('select source, feed, cursor, is_loaded, current_at from mirror_feeds').all()).toEqual([
    { source: 'members', feed: 'log', cursor: '7', is_loaded: 1, current_at: 1 },
  ])
  expect(() => db.exec('select 1 from mirror')).toThrow(/no such table/)
})

it('keeps past orders, and how they were paid and sent as JSON or not at all', () => {
  const { db, upTo } = open(400)
  db.exec("insert into past_orders values ('a', 1, 'W-1', 'web', 'paid', 100, 'KRW', 1)")
  upTo(410)
  expect(db.prepare('select number, payments, shipments from past_orders').get()).toEqual({
    ...{ number: 'W-1', payments: null, shipments: null },
  })
  expect(() => db.exec("update past_orders set payments = 'cash'")).toThrow(/CHECK/)
})

it('knows only two sources, and records and customers to be read again', () => {
  const { db } = open()
  expect(() => db.exec("insert into mirror_feeds (source, feed) values ('rumour', 'log')")).toThrow(/CHECK/)
  expect(() => db.exec("insert into to_read values ('shop', 'orders', 'dream', '1', 1)")).toThrow(/CHECK/)
})

it('finds what is about somebody by index', () => {
  const { db } = open()
  expect(planOf(db, "select id from mirrored where customer_id = 'a' and feed = 'customers'")).toContain(
    'mirrored_of_customer',
  )
  expect(planOf(db, "delete from online_carts where customer_id = 'a'")).toContain('online_carts_of')
  expect(planOf(db, "delete from customer_identifiers where customer_id = 'a'")).toContain('customer_identifiers_of')
})
