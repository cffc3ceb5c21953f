import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { openDatabase } from '../open.ts'
import { configurations } from './0210-configurations.ts'

const open = () => openDatabase(':memory:', [configurations])

it('refuses a document without a revision, with an unknown origin or with choices that are no JSON', () => {
  const db = open()
  const insert = (revision: number, choices: string, origin: string) =>
    db
      .prepare(
        `insert into configurations (id, family_id, model_version, revision, name, secret, choices, origin, saved_at)
         values ('c', 'mug', 1, ?, '', 0, ?, ?, 0)`,
      )
      .run(revision, choices, origin)
  expect(() => insert(0, '{}', 'kiosk')).toThrow('CHECK')
  expect(() => insert(1, 'blue', 'kiosk')).toThrow('CHECK')
  expect(() => insert(1, '{}', 'fax')).toThrow('CHECK')
  insert(1, '{}', 'kiosk')
})

it('knows a visit to have touched a configuration in three ways only', () => {
  const db = open()
  const touch = db.prepare(`insert into visit_configurations (visit_id, configuration_id, how) values ('v', 'c', ?)`)
  for (const how of ['admitted', 'edited', 'ordered']) touch.run(how)
  expect(() => touch.run('seen')).toThrow('CHECK')
})

it('finds by customer, by visit and by code through an index', () => {
  const db = open()
  expect(planOf(db, 'select id from configurations where customer_id = ? order by saved_at')).toContain(
    'INDEX configurations_of_customer',
  )
  expect(planOf(db, 'delete from configurations where visit_id = ?')).toContain('INDEX configurations_of_visit')
  expect(planOf(db, 'select name from configurations where code = ?')).toContain('USING INDEX configurations_by_code')
})
