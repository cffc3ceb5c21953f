import { describe, expect, test } from 'vitest'
import { callerOf, openStoreCore } from '../../testing/store-core.ts'
import { ACCESS_AGE_MAX_MS, createAccessLog } from './access-log.ts'

const caller = callerOf('tablet', 'tablet-1', 'jieun')
const open = () => {
  const { db, time } = openStoreCore()
  const access = createAccessLog({ db, clock: time })
  const look = (result: string) => access.record({ caller, what: 'customers.card', subject: null, result })
  return { db, time, access, look }
}

describe('the access log', () => {
  test('a row that was altered is noticed, and the database refuses to alter one', () => {
    const { db, access, look } = open()
    for (const result of ['one', 'two', 'three']) look(result)
    expect(access.isIntact()).toBe(true)
    expect(() => db.exec("update access_log set result = 'none'")).toThrow('never rewritten')
    db.exec('delete from access_log where position = 2')
    expect(access.isIntact()).toBe(false)
  })

  test('rows go after two years, and the chain goes on from the last one', () => {
    const { db, time, access, look } = open()
    look('old')
    look('older than two years, yet the newest')
    time.advance(ACCESS_AGE_MAX_MS + 1)
    access.purge()
    look('new')
    expect(db.prepare('select result from access_log').all()).toHaveLength(2)
    expect(access.isIntact()).toBe(true)
  })
})
