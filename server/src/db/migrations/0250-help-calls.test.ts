import { expect, it } from 'vitest'
import { planOf } from '../../testing/query-plan.ts'
import { openDatabase } from '../open.ts'
import { helpCalls } from './0250-help-calls.ts'

function open() {
  const db = openDatabase(':memory:', [helpCalls])
  const call = (id: string, deviceId = 'kiosk-1') =>
    db.prepare(`insert into help_calls (id, device_id, lang, called_at) values (?, ?, 'ko', 0)`).run(id, deviceId)
  return { db, call }
}

it('keeps to one open call per kiosk', () => {
  const { db, call } = open()
  call('a')
  expect(() => call('b')).toThrow('UNIQUE')
  call('c', 'kiosk-2')
  db.exec(`update help_calls set closed_at = 1, closed_how = 'withdrawn' where id = 'a'`)
  call('b')
})

it('never closes a call without saying how, nor answers it for nobody', () => {
  const { db, call } = open()
  call('a')
  expect(() => db.exec('update help_calls set closed_at = 1')).toThrow('CHECK')
  expect(() => db.exec('update help_calls set answered_at = 1')).toThrow('CHECK')
})

it('finds the open call of a kiosk through its index', () => {
  expect(planOf(open().db, 'select id from help_calls where device_id = ? and closed_at is null')).toContain(
    'USING INDEX help_calls_open',
  )
})
