import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { migrate, newestVersion, versionOf } from '../../src/db/migrate.ts'
import { openDatabase } from '../../src/db/open.ts'
import { customers } from './migrations/0010-customers.ts'
import { catalogueAndOrders } from './migrations/0020-catalogue-and-orders.ts'
import { SHOP_MIGRATIONS } from './shop-migrations.ts'

const opened = () => openDatabase(':memory:', SHOP_MIGRATIONS)
const CUSTOMER = "insert into customers values ('m1', 'alias', 'C-1', null, 'Name', 'ko', 'web', 1)"
const planOf = (db: Database.Database, sql: string) =>
  (db.prepare(`explain query plan ${sql}`).all() as { detail: string }[]).map(({ detail }) => detail).join('; ')

describe('0010 customers', () => {
  test('keeps an alias, a number and an e-mail address for one customer only', () => {
    const db = opened()
    db.exec(CUSTOMER)
    expect(() => db.exec(CUSTOMER.replace('m1', 'm2').replace('C-1', 'C-2'))).toThrow(/customers.alias/)
    expect(() => db.exec(CUSTOMER.replace('m1', 'm2').replace("'alias'", "'other'"))).toThrow(/customers.number/)
  })

  test('refuses states and languages that do not exist', () => {
    const db = opened()
    db.exec(CUSTOMER)
    expect(() => db.exec("insert into consents values ('m1', 'history.view', 'maybe')")).toThrow(/CHECK/)
    expect(() => db.exec("update customers set lang = 'fr'")).toThrow(/CHECK/)
    expect(() => db.exec("insert into personas values ('p', 'nobody', 'Me', 'self')")).toThrow(/FOREIGN KEY/)
  })

  test('an erased customer leaves nothing of their own behind', () => {
    const db = opened()
    db.exec(CUSTOMER)
    db.exec(
      "insert into personas values ('p', 'm1', 'Me', 'self'); insert into consents values ('m1', 'history.view', 'granted')",
    )
    db.exec(
      "insert into sessions values ('hash', 'm1', 5); insert into credentials values ('c', 'm1', 'p256', 'key', 1, 'active', 1, null)",
    )
    db.exec("delete from customers where id = 'm1'")
    for (const table of ['personas', 'consents', 'sessions', 'credentials']) {
      expect(db.prepare(`select count(*) as n from ${table}`).get()).toEqual({ n: 0 })
    }
  })

  test('reads by index what a sign-in and a page need', () => {
    const db = opened()
    expect(planOf(db, 'select * from credentials where customer_id = 1 order by created_at')).toContain(
      'credentials_by_customer',
    )
    expect(planOf(db, 'select * from personas where customer_id = 1 order by id')).toContain('personas_by_customer')
    expect(planOf(db, 'delete from sessions where expires_at <= 1')).toContain('sessions_by_expiry')
  })
})

describe('0020 catalogue and orders', () => {
  test('keeps the customers that were there', () => {
    const db = new Database(':memory:')
    migrate(db, [customers])
    db.exec(CUSTOMER)
    migrate(db, SHOP_MIGRATIONS)
    expect([versionOf(db), db.prepare('select number from customers').get()]).toEqual([
      newestVersion(SHOP_MIGRATIONS),
      { number: 'C-1' },
    ])
  })

  test('an order number is taken once in its channel; a line keeps integers only', () => {
    const db = opened()
    const order =
      "insert into orders (number, channel, state, placed_at, currency, total_minor, units) values ('W-1', 'store', 'placed', 1, 'KRW', 5, 1)"
    db.exec(order)
    expect(() => db.exec(order)).toThrow(/orders.channel, orders.number/)
    db.exec(order.replace("'store'", "'import'"))
    expect(() =>
      db.exec("insert into order_lines values (1, 0, 'S', 'T', null, 1, 1.5, 1, 1, null, null, null)"),
    ).toThrow(/cannot store REAL/)
  })

  test('reads by index what the phone and the store ask for', () => {
    const db = opened()
    expect(planOf(db, 'select * from orders where customer_id = 1 order by placed_at desc')).toContain(
      'orders_by_customer',
    )
    expect(planOf(db, 'select * from configurations where customer_id = 1')).toContain('configurations_by_customer')
    expect(planOf(db, 'select * from codes where expires_at <= 1')).toContain('codes_by_expiry')
    expect(planOf(db, 'select * from order_lines where order_row = 1 order by position')).toContain('PRIMARY KEY')
  })
})

describe('0030 sales histories', () => {
  const order =
    "insert into orders (number, channel, state, placed_at, currency, total_minor, units) values ('W-1', 'store', 'placed', 1, 'KRW', 5, 1)"
  const line = `insert into order_lines values (1, 0, 'S', 'T', null, 1, 1, 1, 1, null, null, '{"familyId":"mug"}')`

  test('keeps the lines that were sold before, and finds the configured ones by family', () => {
    const db = new Database(':memory:')
    migrate(db, [customers, catalogueAndOrders])
    db.exec(order)
    db.exec(line)
    migrate(db, SHOP_MIGRATIONS)
    const sql =
      "select order_row from order_lines where configuration is not null and json_extract(configuration, '$.familyId') = 'mug'"
    expect(db.prepare(sql).all()).toEqual([{ order_row: 1 }])
    expect(planOf(db, sql)).toContain('order_lines_by_family')
  })

  test('counts no fewer than no lines', () => {
    expect(() => opened().exec("insert into sales_histories values ('mug', -1, 1)")).toThrow(/CHECK/)
  })
})

describe('0050 pictures', () => {
  const DIGEST = '0'.repeat(64)
  const put = `insert into pictures values ('m1', '${DIGEST}', 'image/png', 1, 1, x'00')`

  test('keeps the customers that were there, and a picture once for each of them', () => {
    const db = new Database(':memory:')
    migrate(db, SHOP_MIGRATIONS.slice(0, 4))
    db.exec(CUSTOMER)
    migrate(db, SHOP_MIGRATIONS)
    db.exec(put)
    expect(() => db.exec(put)).toThrow(/UNIQUE/)
    expect(() => db.exec(put.replace('m1', 'm2'))).toThrow(/FOREIGN KEY/)
  })

  test('refuses types that no phone shows, and names that are no digests', () => {
    const db = opened()
    db.exec(CUSTOMER)
    expect(() => db.exec(put.replace('image/png', 'image/svg+xml'))).toThrow(/CHECK/)
    expect(() => db.exec(put.replace(DIGEST, 'crest'))).toThrow(/CHECK/)
  })

  test('an erased customer leaves none, and housekeeping finds the next by index', () => {
    const db = opened()
    db.exec(CUSTOMER)
    db.exec(put)
    db.exec("delete from customers where id = 'm1'")
    expect(db.prepare('select count(*) as n from pictures').get()).toEqual({ n: 0 })
    expect(planOf(db, 'select * from pictures where sent_at <= 1 order by looked_at, sent_at limit 5')).toContain(
      'pictures_by_look',
    )
  })
})

describe('0060 approvals', () => {
  const approval = (code: string, state = 'pending') =>
    `insert into approvals values ('device-${code}', '${code}', '성수점', 'Seongsu', 'kiosk-2', 'key', '42', '42 17 93', '${state}',
      null, 10, 2000, 1, 5, null, null, 5)`
  const passkey = "insert into passkeys values ('p', 'm1', 'Phone', x'00', 0, '[]', 1, null)"

  test('keeps the customers that were there', () => {
    const db = new Database(':memory:')
    migrate(db, SHOP_MIGRATIONS.slice(0, 5))
    db.exec(CUSTOMER)
    migrate(db, SHOP_MIGRATIONS)
    expect(db.prepare('select number from customers').all()).toEqual([{ number: 'C-1' }])
  })

  test('a code opens one approval, and no state is unheard of', () => {
    const db = opened()
    db.exec(approval('a'))
    expect(() => db.exec(approval('a').replace('device-a', 'device-b'))).toThrow(/approvals.code_hash/)
    expect(() => db.exec(approval('b', 'maybe'))).toThrow(/CHECK/)
    expect(() => db.exec(passkey)).toThrow(/FOREIGN KEY/)
  })

  test('an erased customer leaves no passkey, no challenge, no address and no approval', () => {
    const db = opened()
    db.exec(CUSTOMER)
    db.exec(passkey)
    db.exec("insert into passkey_challenges values ('m1', 'add', 'x', 5)")
    db.exec("insert into delivery_addresses values ('m1', 'Somewhere')")
    db.exec(approval('a'))
    db.exec("update approvals set customer_id = 'm1', state = 'approved'")
    db.exec("delete from customers where id = 'm1'")
    for (const table of ['passkeys', 'passkey_challenges', 'delivery_addresses', 'approvals'])
      expect(db.prepare(`select count(*) as n from ${table}`).get()).toEqual({ n: 0 })
  })

  test('reads by index what a prompt, a poll and housekeeping need', () => {
    const db = opened()
    expect(planOf(db, 'select * from passkeys where customer_id = 1 order by made_at')).toContain(
      'passkeys_by_customer',
    )
    expect(planOf(db, "select * from approvals where customer_id = 1 and state = 'approved'")).toContain(
      'approvals_by_customer',
    )
    expect(planOf(db, 'delete from approvals where forget_at <= 1')).toContain('approvals_by_forget')
    expect(planOf(db, 'delete from passkey_challenges where expires_at <= 1')).toContain('passkey_challenges_by_expiry')
    for (const column of ['device_hash', 'code_hash', 'token_hash'])
      expect(planOf(db, `select * from approvals where ${column} = 1`)).toContain('SEARCH')
  })
})

describe('0090 linked members', () => {
  const MEMBER = "insert into linked_members values ('m1', '41')"

  test('keeps the customers that were there, and one account of the web shop for one member', () => {
    const db = new Database(':memory:')
    migrate(db, SHOP_MIGRATIONS.slice(0, -1))
    db.exec(CUSTOMER)
    migrate(db, SHOP_MIGRATIONS)
    db.exec(MEMBER)
    db.exec(CUSTOMER.replace('m1', 'm2').replace('alias', 'other').replace('C-1', 'C-2'))
    expect(() => db.exec(MEMBER.replace('m1', 'm2'))).toThrow(/linked_members.platform_id/)
    expect(() => db.exec(MEMBER.replace('41', '42'))).toThrow(/UNIQUE/)
  })

  test('an erased member leaves neither the account’s id nor what codes and pictures were for', () => {
    const db = opened()
    db.exec(CUSTOMER)
    db.exec(MEMBER)
    db.exec(
      "insert into configurations values ('copy', null, 'mug', 1, 1, 'Mug', null, 0, '{}', 'online', 1, 0); insert into codes values ('code', 'copy', 5)",
    )
    db.exec(
      "insert into code_copies values ('copy', 'm1', 'source'); insert into taken_over values ('code', 'm1', 'other'); insert into picture_uses values ('m1', 'source', 'digest', null)",
    )
    db.exec("delete from customers where id = 'm1'")
    for (const table of ['linked_members', 'code_copies', 'taken_over', 'picture_uses'])
      expect(db.prepare(`select count(*) as n from ${table}`).get()).toEqual({ n: 0 })
  })

  test('reads by index what a sign-in, a code and housekeeping need', () => {
    const db = opened()
    expect(planOf(db, 'select * from linked_members where platform_id = 1')).toContain('SEARCH')
    expect(planOf(db, 'select * from code_copies where customer_id = 1 and source_id = 2')).toContain('SEARCH')
    expect(planOf(db, 'select * from picture_uses where customer_id = 1 and sha256 = 2')).toContain('SEARCH')
    expect(planOf(db, 'delete from picture_uses where forget_at <= 1')).toContain('picture_uses_by_forget')
  })
})
