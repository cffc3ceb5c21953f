import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { openDatabase } from '../open.ts'
import { visits } from './0030-visits.ts'
import { approvedVisits } from './0360-approved-visits.ts'

const row = (id: string, device: string, servedOn: string | null) =>
  `insert into visits (id, device_id, epoch, level, lang, recognised, configurations_state, step, stage, served_by, served_on,
     started_at) values ('${id}', '${device}', 1, 'L0', 'ko', 0, 'ready', 'browsing', 'started',
     ${servedOn === null ? 'null, null' : `'jieun', '${servedOn}'`}, 1)`

it('keeps the visits there were, as approved by nobody, and knows which of them are a tablet’s own', () => {
  const db = openDatabase(':memory:', [visits])
  db.exec([row('a', 'kiosk-1', null), row('b', 'kiosk-2', 'tablet-1'), row('c', 'tablet-1', 'tablet-1')].join(';'))
  db.exec(approvedVisits.up)
  expect(db.prepare('select id, device_kind, level_since, approved_until from visits order by id').all()).toEqual([
    { id: 'a', device_kind: 'kiosk', level_since: null, approved_until: null },
    { id: 'b', device_kind: 'kiosk', level_since: null, approved_until: null },
    { id: 'c', device_kind: 'tablet', level_since: null, approved_until: null },
  ])
})

it('knows no other kind of device', () => {
  const db = openDatabase(':memory:', [visits, approvedVisits])
  db.exec(row('a', 'kiosk-1', null))
  expect(() => db.exec("update visits set device_kind = 'office'")).toThrow(/CHECK/)
})

it('finds what has lapsed by index', () => {
  const db = openDatabase(':memory:', [visits, approvedVisits])
  expect(planOf(db, 'select id from visits where approved_until <= ? and ended_at is null')).toMatch(/visits_approved/)
})
