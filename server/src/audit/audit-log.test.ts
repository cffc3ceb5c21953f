import { describe, expect, test } from 'vitest'
import { callerOf, openStoreCore } from '../testing/store-core.ts'
import { AUDIT_AGE_MAX_MS } from './audit-chain.ts'
import { createAuditLog } from './audit-log.ts'

const DAY_MS = 24 * 60 * 60_000
const caller = callerOf('tablet', 'tablet-1', 'jieun')
const open = () => {
  const { db, time, transact } = openStoreCore()
  const audit = createAuditLog({ db, clock: time, transact })
  const look = (result: string, subject: string | null = null) =>
    audit.record({ caller, what: 'customers.card', subject, result, purpose: 'card' })
  const results = () => db.prepare<[], string>('select result from access_log order by position').pluck().all()
  return { db, time, audit, look, results }
}

describe('the record of who did what', () => {
  test('says who, on which device, what, about whom, for what, and how it ended; newest first, and of one subject', () => {
    const { audit, look } = open()
    look('one', 'a')
    look('two', 'b')
    look('three', 'a')
    expect(audit.list({ before: null, subject: null, max: 2 }).map(({ result }) => result)).toEqual(['three', 'two'])
    expect(audit.list({ before: 3, subject: 'a', max: 9 })).toEqual([
      {
        ...{ position: 1, at: expect.any(Number) as number, deviceId: 'tablet-1', kind: 'tablet', associate: 'jieun' },
        ...{ what: 'customers.card', subject: 'a', purpose: 'card', result: 'one' },
      },
    ])
  })

  test('[A22] an entry is written with its head or not at all, also where nothing else is written', async () => {
    const { db, audit, look, results } = open()
    look('one')
    db.exec("create trigger no_room before update on audit_heads begin select raise(abort, 'disk full'); end")
    expect(() => look('two')).toThrow('disk full')
    expect(results()).toEqual(['one'])
    db.exec('drop trigger no_room')
    look('three')
    expect(await audit.verify()).toMatchObject({ whole: true, entries: 2 })
  })

  test('[A22] an entry that was altered or taken out is noticed, and the database refuses to alter one', async () => {
    const { db, audit, look } = open()
    for (const result of ['one', 'two', 'three']) look(result)
    expect(await audit.verify()).toMatchObject({ whole: true, entries: 3, brokenAt: null })
    expect(() => db.exec("update access_log set result = 'none'")).toThrow('never rewritten')
    db.exec('delete from access_log where position = 2')
    expect(await audit.verify()).toMatchObject({ whole: false, brokenAt: 3 })
  })

  test.each([
    ['the newest', 'delete from access_log where position = 3'],
    ['the oldest', 'delete from access_log where position = 1'],
    ['every', 'delete from access_log'],
  ])('%s entry cannot be cut off unnoticed', async (_which, sql) => {
    const { db, audit, look } = open()
    for (const result of ['one', 'two', 'three']) look(result)
    db.exec(sql)
    expect((await audit.verify()).whole).toBe(false)
  })

  test('whole days go after two years, and what is left goes on from the head of the last of them', async () => {
    const { db, time, audit, look, results } = open()
    look('long ago')
    time.advance(DAY_MS)
    look('a day later')
    time.advance(AUDIT_AGE_MAX_MS)
    look('now')
    audit.purge()
    expect(results()).toEqual(['a day later', 'now'])
    time.advance(2 * DAY_MS)
    audit.purge()
    look('later')
    expect(results()).toEqual(['now', 'later'])
    expect(await audit.verify()).toMatchObject({ whole: true, entries: 2 })
    expect(db.prepare('select count(*) as heads from audit_heads').get()).toEqual({ heads: 4 })
  })

  test('[A22] a day that is not yet old enough to go cannot be taken for one that went', async () => {
    const { db, time, audit, look } = open()
    look('yesterday')
    time.advance(DAY_MS)
    look('today')
    db.exec('delete from access_log where position = 1')
    expect(await audit.verify()).toMatchObject({ whole: false, brokenAt: 2 })
  })

  test('the newest day stays however old it is', async () => {
    const { time, audit, look, results } = open()
    look('the only one')
    time.advance(2 * AUDIT_AGE_MAX_MS)
    audit.purge()
    expect(results()).toEqual(['the only one'])
    expect((await audit.verify()).whole).toBe(true)
  })

  test('[A21] [A22] a clock set back writes into the newest day there is', async () => {
    const { time, audit, look } = open()
    look('today')
    time.set(-3 * DAY_MS)
    look('three days before')
    expect(await audit.verify()).toMatchObject({ whole: true, entries: 2 })
  })

  test('[A22] the head of a past day is final', () => {
    const { db, time, look } = open()
    look('yesterday')
    time.advance(DAY_MS)
    look('today')
    expect(() => db.exec("update audit_heads set hash = 'x' where position = 1")).toThrow('never rewritten')
  })

  test('what is written while it is checked does not make it broken', async () => {
    const { audit, look } = open()
    look('before')
    const verdict = audit.verify()
    look('meanwhile')
    expect(await verdict).toMatchObject({ whole: true, entries: 1 })
    expect(await audit.verify()).toMatchObject({ whole: true, entries: 2 })
  })
})
