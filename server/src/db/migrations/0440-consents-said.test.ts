import { expect, it } from 'vitest'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../open.ts'
import { STORE_MIGRATIONS } from '../store-migrations.ts'

it('takes what stands for the last word of the member service, and no answer for a visit', () => {
  const upTo = (last: number) => STORE_MIGRATIONS.filter((step) => step.version <= last)
  const db = openDatabase(':memory:', upTo(439))
  db.exec(`insert into consents_now (subject, purpose, visit_id, state)
    values ('c', 'history.view', '', 'withdrawn'), ('c', 'assist.notify', 'v', 'granted')`)
  migrate(db, upTo(440))
  expect(db.prepare('select subject, source, purpose, state from consents_said').all()).toEqual([
    { subject: 'c', source: 'members', purpose: 'history.view', state: 'withdrawn' },
  ])
  expect(() => db.exec("insert into consents_said values ('c', 'hearsay', 'history.view', 'granted')")).toThrow(/CHECK/)
})
