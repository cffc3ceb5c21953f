import Database from 'better-sqlite3'
import { beforeEach, expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

const offer = `insert into handovers
  (id, associate, associate_name, from_device, from_visit, kiosk_id, count, state, expires_at, forget_at)
  values (?, 'jieun', '지은', 'tablet-1', 'v', ?, 1, ?, 1, 1)`

let db: Database.Database
beforeEach(() => {
  db = new Database(':memory:')
  db.pragma('foreign_keys = on')
  migrate(db, STORE_MIGRATIONS)
})

it('takes one open offer per kiosk, and any number that are over', () => {
  db.prepare(offer).run('a', 'kiosk-1', 'offered')
  db.prepare(offer).run('b', 'kiosk-2', 'offered')
  db.prepare(offer).run('c', 'kiosk-1', 'declined')
  expect(() => db.prepare(offer).run('d', 'kiosk-1', 'offered')).toThrow(/UNIQUE/)
  expect(() => db.prepare(offer).run('e', 'kiosk-3', 'lost')).toThrow(/CHECK/)
})

it('what was sent goes with its offer', () => {
  db.prepare(offer).run('a', 'kiosk-1', 'offered')
  db.exec("insert into handover_things values ('a', 0, 'c', 1, '{}')")
  db.exec("delete from handovers where id = 'a'")
  expect(db.prepare('select * from handover_things').all()).toEqual([])
})

it('one visit has one copy of a source', () => {
  const copy = db.prepare("insert into visit_copies values ('v', 's', ?)")
  copy.run('one')
  expect(() => copy.run('two')).toThrow(/UNIQUE/)
})
