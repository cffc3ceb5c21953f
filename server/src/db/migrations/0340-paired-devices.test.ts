import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

const KEY = 'k'.repeat(43)
const open = () => {
  const db = new Database(':memory:')
  migrate(db, STORE_MIGRATIONS)
  const pair = (id: string, state = 'active', revokedAt: number | null = null) =>
    db
      .prepare(`insert into paired_devices values (?, 'kiosk', 'Door', ?, ?, 1, 1, null, ?)`)
      .run(id, KEY, state, revokedAt)
  return { db, pair }
}

it('a key is the key of one device of the house, however many were revoked with it', () => {
  const { pair } = open()
  pair('kiosk-1', 'revoked', 2)
  pair('kiosk-2', 'revoked', 3)
  pair('kiosk-3')
  expect(() => pair('kiosk-4')).toThrow(/UNIQUE/)
})

it('a revoked device says since when, and only a revoked one', () => {
  const { pair } = open()
  expect(() => pair('kiosk-1', 'revoked')).toThrow(/CHECK/)
  expect(() => pair('kiosk-1', 'active', 2)).toThrow(/CHECK/)
})

it('a code is that of one request, and a key asks once', () => {
  const { db } = open()
  const ask = (key: string, code: string) =>
    db.prepare(`insert into pairing_requests values (?, ?, 'kiosk', '::1', 1, 2)`).run(key, code)
  ask(KEY, 'BCDFGHJK')
  expect(() => ask('l'.repeat(43), 'BCDFGHJK')).toThrow(/UNIQUE/)
  expect(() => ask(KEY, 'CCDFGHJK')).toThrow(/UNIQUE/)
})

it('who has a key is found by its index', () => {
  const { db } = open()
  const plan = db
    .prepare<[], { detail: string }>(
      `explain query plan select id from paired_devices where public_key = 'x' and state = 'active'`,
    )
    .all()
  expect(plan.map(({ detail }) => detail).join()).toContain('paired_devices_by_key')
})
