import { describe, expect, test } from 'vitest'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../open.ts'
import type { Db } from '../open.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

/** A database that stands just before a step, brought over it by `forward`. */
function openBefore(version: number): { db: Db; forward: () => void } {
  const db = openDatabase(
    ':memory:',
    STORE_MIGRATIONS.filter((step) => step.version < version),
  )
  return {
    db,
    forward: () =>
      migrate(
        db,
        STORE_MIGRATIONS.filter((step) => step.version <= version),
      ),
  }
}
const openAt = (version: number): Db => {
  const { db, forward } = openBefore(version)
  forward()
  return db
}
const planOf = (db: Db, sql: string): string =>
  db
    .prepare<[], { detail: string }>(`explain query plan ${sql}`)
    .all()
    .map(({ detail }) => detail)
    .join('; ')

const VISIT = `insert into visits (id, device_id, epoch, level, lang, recognised, configurations_state, step, stage, started_at)
  values (?, 'kiosk-1', ?, 'L0', 'ko', 0, 'ready', 'browsing', 'started', 1)`

test('every step keeps what the steps before it stored', () => {
  for (const { version } of STORE_MIGRATIONS.slice(1)) {
    const { db, forward } = openBefore(version)
    db.exec("insert into log (topic, prev, type, at, body) values ('floor', 0, 'thing.changed', 1, '{}')")
    forward()
    expect(db.prepare('select seq, topic from log').all()).toEqual([{ seq: 1, topic: 'floor' }])
    db.close()
  }
})

describe('0010 change log', () => {
  test('numbers never start again, and an entry cannot name a later one', () => {
    const db = openAt(10)
    const insert = (prev: number) =>
      db.prepare("insert into log (topic, prev, type, at, body) values ('floor', ?, 't', 1, '{}')").run(prev)
    insert(0)
    db.exec('delete from log')
    expect(insert(1).lastInsertRowid).toBe(2)
    expect(() => insert(9)).toThrow(/check/i)
  })

  test('a topic is read and old entries are found by index', () => {
    const db = openAt(10)
    expect(planOf(db, "select seq from log where topic = 'floor' and seq > 1 order by seq limit 5")).toMatch(
      /log_by_topic/,
    )
    expect(planOf(db, 'select topic, max(seq) from log where at < 5 group by topic')).toMatch(/log_by/)
  })
})

test('0020 commands: an id is stored once, and old ones are found by index', () => {
  const db = openAt(20)
  const insert = () =>
    db.exec("insert into commands (command_id, device_id, request, outcome, at) values ('a', 'k', 'r', '{}', 1)")
  insert()
  expect(insert).toThrow(/unique/i)
  expect(planOf(db, 'delete from commands where at < 5')).toMatch(/commands_by_age/)
})

describe('0030 visits', () => {
  test('a kiosk has one open visit, an epoch once, and an end has a reason', () => {
    const db = openAt(30)
    db.prepare(VISIT).run('a', 1)
    expect(() => db.prepare(VISIT).run('b', 2)).toThrow(/unique/i)
    expect(() => db.exec("update visits set ended_at = 2 where id = 'a'")).toThrow(/check/i)
    db.exec("update visits set ended_at = 2, end_reason = 'shopper' where id = 'a'")
    expect(() => db.prepare(VISIT).run('b', 1)).toThrow(/unique/i)
    db.prepare(VISIT).run('b', 2)
  })

  test('the open visit of a kiosk and the visits of a day are found by index', () => {
    const db = openAt(30)
    expect(planOf(db, "select id from visits where device_id = 'k' and ended_at is null")).toMatch(/visits_open/)
    expect(planOf(db, 'select count(*) from visits where started_at >= 1 and started_at < 2')).toMatch(
      /visits_by_start/,
    )
  })
})

test('0040 customers: words go with the member, and a search is one range of an index', () => {
  const db = openAt(40)
  db.exec(
    "insert into customers values ('c', 'M-1', '김지우', 'ko', '[]'); insert into customer_words values ('지우', 'c')",
  )
  db.exec("delete from customers where id = 'c'")
  expect(db.prepare('select * from customer_words').all()).toEqual([])
  expect(() => db.exec("insert into customer_words values ('a', 'nobody')")).toThrow(/foreign key/i)
  const search =
    "select distinct customer_id from customer_words where word >= 'a' and word < 'b' order by word limit 21"
  expect(planOf(db, search)).toMatch(/SEARCH customer_words USING PRIMARY KEY \(word>\? AND word<\?\)/)
})

test('0050 past orders: the last orders of a member with their lines are two range reads without sorting', () => {
  const db = openAt(50)
  const orders = "select number from past_orders where customer_id = 'c' order by placed_at desc, number desc limit 20"
  const lines =
    "select sku from past_order_lines where customer_id = 'c' and placed_at >= 1 order by placed_at, number, position"
  expect(planOf(db, orders)).toBe('SEARCH past_orders USING PRIMARY KEY (customer_id=?)')
  expect(planOf(db, lines)).toBe('SEARCH past_order_lines USING PRIMARY KEY (customer_id=? AND placed_at>?)')
})

test('0060 consents: reserved purposes cannot be stored, and an event is final', () => {
  const db = openAt(60)
  const insert = (purpose: string) =>
    db
      .prepare("insert into consent_events values ('c', 1, ?, 'granted', 'account', null, 'web', null, 1, '', 'h')")
      .run(purpose)
  expect(() => insert('biometric.face')).toThrow(/check/i)
  insert('recog.kiosk')
  expect(() => db.exec("update consent_events set state = 'denied'")).toThrow('never rewritten')
})

test('0070 access log: a row is final, and old ones are found by index', () => {
  const db = openAt(70)
  db.exec("insert into access_log (at, device_id, what, result, prev, hash) values (1, 'k', 'w', 'r', '', 'h')")
  expect(() => db.exec("update access_log set result = 'none'")).toThrow('never rewritten')
  expect(planOf(db, 'delete from access_log where at < 5')).toMatch(/access_log_by_age/)
})

test('0080 attempts: one caller’s last minute is one range', () => {
  const plan = planOf(openAt(80), "select sum(times) from attempts where what = 'scan' and who = 'k' and at > 5")
  expect(plan).toMatch(/PRIMARY KEY \(what=\? AND who=\? AND at>\?\)/)
})

test('0090 recognition: one accepted time per key', () => {
  const db = openAt(90)
  db.exec("insert into accepted_codes values ('a', 1)")
  expect(() => db.exec("insert into accepted_codes values ('a', 2)")).toThrow(/unique/i)
})

test('0100 devices and staff: only kinds that exist', () => {
  const db = openAt(100)
  expect(() => db.exec("insert into devices values ('d', 'drone', 1, 1, '', 0, '')")).toThrow(/check/i)
})

test('0110 upstream: one mirror, and what waits is found by index', () => {
  const db = openAt(110)
  expect(() => db.exec('insert into mirror values (2, null, null)')).toThrow(/check/i)
  const next = "select position from outbox where kind = 'order' and rejected_why is null order by position limit 1"
  expect(planOf(db, next)).toMatch(/outbox_waiting/)
  expect(planOf(db, next)).not.toMatch(/TEMP B-TREE/)
})
