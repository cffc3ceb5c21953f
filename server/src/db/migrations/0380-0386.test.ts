import { describe, expect, test } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../open.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

/** A database that stands just before a step, brought over it by `forward`. */
function openBefore(version: number) {
  const upTo = (last: number) => STORE_MIGRATIONS.filter((step) => step.version <= last)
  const db = openDatabase(':memory:', upTo(version - 1))
  return { db, forward: () => migrate(db, upTo(version)) }
}

describe('0380 consent receipts', () => {
  test('keeps every entry with its digest, in the form that it was made in', () => {
    const { db, forward } = openBefore(380)
    db.exec(
      `insert into consent_events values ('c', 1, 'recog.kiosk', 'granted', 'account', null, 'web', null, 7, '', 'h')`,
    )
    db.exec("insert into consents_now (subject, purpose, state) values ('c', 'recog.kiosk', 'granted')")
    forward()
    expect(db.prepare('select subject, position, form, at, terms, prev, hash from consent_events').all()).toEqual([
      { subject: 'c', position: 1, form: 1, at: 7, terms: null, prev: '', hash: 'h' },
    ])
    expect(db.prepare('select state, expires_at from consents_now').all()).toEqual([
      { state: 'granted', expires_at: null },
    ])
  })

  test('an entry is still final, has terms from now on, and knows its channels', () => {
    const { db, forward } = openBefore(380)
    forward()
    const insert = (form: number, channel: string, terms: string | null) =>
      db
        .prepare(
          `insert into consent_events values ('c', 1, ?, 'recog.kiosk', 'granted', 'account', null, ?, null, 1, ?, '', 'h')`,
        )
        .run(form, channel, terms)
    expect(() => insert(2, 'web', null)).toThrow(/CHECK/)
    expect(() => insert(1, 'web', '{}')).toThrow(/CHECK/)
    expect(() => insert(2, 'pigeon', '{}')).toThrow(/CHECK/)
    insert(2, 'phone-approval', '{}')
    expect(() => db.exec("update consent_events set terms = '[]'")).toThrow('never rewritten')
  })
})

describe('0382 audit heads', () => {
  test('keeps the entries there were, which have no purpose', () => {
    const { db, forward } = openBefore(382)
    db.exec("insert into access_log (at, device_id, what, result, prev, hash) values (1, 'k', 'w', 'r', '', 'h')")
    forward()
    expect(db.prepare('select position, form, kind, purpose, hash from access_log').all()).toEqual([
      { position: 1, form: 1, kind: null, purpose: null, hash: 'h' },
    ])
    expect(planOf(db, 'select what from access_log where subject = ? and position < ?')).toMatch(
      /access_log_by_subject/,
    )
  })

  test('only the newest head moves', () => {
    const { db, forward } = openBefore(382)
    forward()
    db.exec("insert into audit_heads values ('2026-11-21', 1, 'a', 's'), ('2026-11-22', 2, 'b', 's')")
    db.exec("update audit_heads set hash = 'c' where day = '2026-11-22'")
    expect(() => db.exec("update audit_heads set hash = 'c' where day = '2026-11-21'")).toThrow('never rewritten')
  })
})

describe('0384 identities', () => {
  test('a profile is one person with another at most once, and never with itself', () => {
    const { db, forward } = openBefore(384)
    forward()
    const link = (from: string, into: string) =>
      db.prepare("insert into identity_links values (?, ?, 1, 'jieun', 'why')").run(from, into)
    link('a', 'b')
    expect(() => link('a', 'c')).toThrow(/UNIQUE/)
    expect(() => link('c', 'c')).toThrow(/CHECK/)
    expect(planOf(db, 'select from_id from identity_links where into_id = ?')).toMatch(/identity_links_into/)
    expect(planOf(db, 'select id from customers where number = ?')).toMatch(/customers_by_number/)
  })
})

describe('0386 member visits', () => {
  test('keeps what waits for the shop, in its order and with its place, and takes new kinds', () => {
    const { db, forward } = openBefore(386)
    const insert = (kind: string) =>
      db.prepare("insert into outbox (kind, key, body, enqueued_at) values (?, 'k', '{}', 1)").run(kind)
    for (const kind of ['order', 'consent', 'configuration']) insert(kind)
    db.exec("delete from outbox where kind = 'consent'")
    forward()
    insert('visit')
    expect(db.prepare('select position, kind from outbox order by position').all()).toEqual([
      { position: 1, kind: 'order' },
      { position: 3, kind: 'configuration' },
      { position: 4, kind: 'visit' },
    ])
    expect(planOf(db, 'select position from outbox where kind = ? and rejected_why is null order by position')).toMatch(
      /outbox_waiting/,
    )
  })
})
