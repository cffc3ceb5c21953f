import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../open.ts'
import { devicesAndStaff } from './0100-devices-and-staff.ts'
import { staff } from './0350-staff.ts'

function open() {
  const db = openDatabase(':memory:', [devicesAndStaff, staff])
  db.exec(`insert into associates (id, name) values ('jieun', '지은'), ('junho', '준호')`)
  const begin = (id: string, deviceId: string, associate = 'jieun') =>
    db
      .prepare(
        `insert into staff_sessions (id, token_hash, associate, device_id, begun_at, last_used_at)
         values (?, ?, ?, ?, 0, 0)`,
      )
      .run(id, Buffer.from(id), associate, deviceId)
  return { db, begin }
}

it('keeps who worked here before: as an associate, and without a PIN nobody signs in as them', () => {
  const db = new Database(':memory:')
  migrate(db, [devicesAndStaff])
  db.exec(`insert into associates (id, name) values ('jieun', '지은')`)
  migrate(db, [devicesAndStaff, staff])
  expect(db.prepare('select name, role, state, pin_hash, must_change_pin from associates').all()).toEqual([
    { name: '지은', role: 'associate', state: 'active', pin_hash: null, must_change_pin: 0 },
  ])
})

it('lets one person hold a device at a time, and one person hold several', () => {
  const { begin } = open()
  begin('a', 'tablet-1')
  expect(() => begin('b', 'tablet-1', 'junho')).toThrow('UNIQUE')
  begin('c', 'office-1')
})

it('knows its roles, and nobody signs in who is not on the list', () => {
  const { db, begin } = open()
  expect(() => db.exec(`update associates set role = 'owner'`)).toThrow('CHECK')
  expect(() => begin('a', 'tablet-1', 'mallory')).toThrow('FOREIGN KEY')
})

it('drops a challenge with the session it was made for', () => {
  const { db, begin } = open()
  begin('a', 'tablet-1')
  db.exec(`insert into staff_challenges (session_id, purpose, challenge, origin, expires_at)
           values ('a', 'step-up', 'word', 'http://localhost', 1)`)
  db.exec(`delete from staff_sessions where id = 'a'`)
  expect(db.prepare('select count(*) from staff_challenges').pluck().get()).toBe(0)
})

it('finds the sessions and passkeys of a person through their indexes', () => {
  const { db } = open()
  expect(planOf(db, 'select id from staff_sessions where associate = ?')).toContain('staff_sessions_of')
  expect(planOf(db, 'select id from passkeys where associate = ?')).toContain('passkeys_of')
})
