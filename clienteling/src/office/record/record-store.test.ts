import { until } from '@dangol/client/testing/until.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditEntry } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { isStopped, resultOf, whatOf } from './read-entry.ts'
import { useRecordStore } from './record-store.ts'

const all = [5, 4, 3, 2, 1].map((position) =>
  auditEntry({ position, subject: position % 2 === 0 ? 'jieun' : 'a'.repeat(32) }),
)
let app: StaffApp
beforeEach(() => {
  app = startStaffApp('office')
  app.store.answer('audit:list', ({ before, subject }) => {
    const below = all.filter(
      (entry) => entry.position < (before ?? Infinity) && (subject === null || entry.subject === subject),
    )
    return { ok: true, value: { entries: below.slice(0, 2), more: below.length > 2 } }
  })
})
afterEach(() => app.stop())

async function opened() {
  const record = app.use(useRecordStore)
  await until(() => app.link.status() === 'online', 'the line')
  await record.load()
  return record
}
const positions = (record: Awaited<ReturnType<typeof opened>>) => record.entries?.map(({ position }) => position)

describe('the record', () => {
  it('is read newest first, page by page to its first entry', async () => {
    const record = await opened()
    expect([positions(record), record.more]).toEqual([[5, 4], true])
    await record.older()
    await record.older()
    expect([positions(record), record.more]).toEqual([[5, 4, 3, 2, 1], false])
  })

  it('is read of one alias only, and of everything again', async () => {
    const record = await opened()
    await record.show('jieun')
    expect([positions(record), record.more]).toEqual([[4, 2], false])
    await record.show(null)
    expect(positions(record)).toEqual([5, 4])
  })

  it('mixes no page of before into that of an alias', async () => {
    const record = await opened()
    const older = record.older()
    const shown = record.show('jieun')
    await Promise.all([older, shown])
    await record.load()
    expect(positions(record)).toEqual([4, 2])
  })

  it('tells whether it is whole, or where it is not', async () => {
    const verdict = { whole: false, entries: 5, brokenAt: 3, head: 'f'.repeat(64), checkedAt: 1_000 }
    app.store.answer('audit:verify', () => ({ ok: true, value: verdict }))
    const record = await opened()
    await record.verify()
    expect(record.verdict).toEqual(verdict)
  })

  it('shows no old verdict when it cannot be verified now', async () => {
    const verdict = { whole: true, entries: 5, brokenAt: null, head: '', checkedAt: 1_000 }
    app.store.answer('audit:verify', () => ({ ok: true, value: verdict }))
    const record = await opened()
    await record.verify()
    app.store.answer('audit:verify', () => ({ ok: false, error: { code: 'internal' } }))
    await record.verify()
    expect([record.verdict, record.verifying.refusal]).toEqual([null, { code: 'internal' }])
  })

  it('is gone from the memory of an office that is locked', async () => {
    const record = await opened()
    await record.show('jieun')
    record.forget()
    expect([record.entries, record.subject, record.more]).toEqual([null, null, false])
  })
})

describe('an entry', () => {
  it.each([
    ['12 hits', { kind: 'hits', n: 12 }],
    ['from kiosk-1', { kind: 'from', device: 'kiosk-1' }],
    ['to kiosk-2', { kind: 'to', device: 'kiosk-2' }],
    ['privacy-officer', { kind: 'role', role: 'privacy-officer' }],
    ['exported', { kind: 'outcome', outcome: 'exported', other: null }],
    ['merged with abc', { kind: 'outcome', outcome: 'merged', other: 'abc' }],
    ['something new', { kind: 'raw', text: 'something new' }],
    ['toString', { kind: 'raw', text: 'toString' }],
  ])('with the result %j is read as %j', (result, read) => {
    expect(resultOf({ result })).toEqual(read)
  })

  it('has words for what was done, unless it is of a later version', () => {
    expect([whatOf({ what: 'people.reset-pin' }), whatOf({ what: 'dreams.read' })]).toEqual(['people-reset-pin', null])
  })

  it('stands out when something was stopped', () => {
    expect(isStopped(resultOf({ result: 'wrong-pin' }), 'staff.sign-in')).toBe(true)
    expect(isStopped(resultOf({ result: 'signed-in' }), 'staff.sign-in')).toBe(false)
    expect(isStopped(resultOf({ result: 'revoked' }), 'recognition.scan')).toBe(true)
    expect(isStopped(resultOf({ result: 'revoked' }), 'devices.revoke')).toBe(false)
  })
})
