import type { CustomerId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { describe, expect, test } from 'vitest'
import { asId, openStoreCore } from '../../testing/store-core.ts'
import { createConsentLedger } from './consent-ledger.ts'

const JIWOO = asId<CustomerId>('00112233445566778899aabbccddeeff')
const VISIT = asId<VisitId>('018f0000-0000-7000-8000-000000000001')

const open = () => {
  const { db, time } = openStoreCore()
  return { db, ledger: createConsentLedger({ db, clock: time }) }
}
const answer = (state: 'granted' | 'denied') =>
  ({
    subject: JIWOO,
    purpose: 'assist.notify',
    state,
    visitId: VISIT,
    channel: 'kiosk',
    deviceId: asId<DeviceId>('kiosk-1'),
  }) as const

describe('the consent ledger', () => {
  test('writes down only what changed', () => {
    const { db, ledger } = open()
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted' })
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted' })
    ledger.adopt(JIWOO, { 'recog.kiosk': 'withdrawn' })
    expect(db.prepare('select position, state from consent_events').all()).toEqual([
      { position: 1, state: 'granted' },
      { position: 2, state: 'withdrawn' },
    ])
  })

  test('what the shop no longer lists is no longer allowed', () => {
    const { ledger } = open()
    ledger.adopt(JIWOO, { 'history.view': 'granted' })
    ledger.adopt(JIWOO, {})
    expect(ledger.inForce(JIWOO, null)).toEqual({ 'history.view': 'withdrawn' })
  })

  test('an answer for a visit counts in that visit only', () => {
    const { ledger } = open()
    ledger.adopt(JIWOO, { 'assist.notify': 'denied' })
    ledger.record(answer('granted'))
    expect(ledger.inForce(JIWOO, VISIT)['assist.notify']).toBe('granted')
    expect(ledger.inForce(JIWOO, null)['assist.notify']).toBe('denied')
    ledger.endVisit(JIWOO, VISIT)
    expect(ledger.inForce(JIWOO, VISIT)['assist.notify']).toBe('denied')
  })

  test('a later word to the shop overtakes an answer for a visit', () => {
    const { ledger } = open()
    ledger.adopt(JIWOO, { 'assist.notify': 'granted' })
    ledger.record(answer('granted'))
    ledger.adopt(JIWOO, { 'assist.notify': 'withdrawn' })
    expect(ledger.inForce(JIWOO, VISIT)['assist.notify']).toBe('withdrawn')
  })

  test('an entry that was altered or taken out is noticed', () => {
    const { db, ledger } = open()
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted', 'history.view': 'denied' })
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted', 'history.view': 'granted' })
    expect(ledger.isIntact(JIWOO)).toBe(true)
    expect(() => db.exec("update consent_events set state = 'granted'")).toThrow('never rewritten')
    db.exec('drop trigger consent_events_are_final')
    db.exec("update consent_events set state = 'denied' where position = 1")
    expect(ledger.isIntact(JIWOO)).toBe(false)
    db.exec('delete from consent_events where position = 1')
    expect(ledger.isIntact(JIWOO)).toBe(false)
  })

  test('is gone as a whole with the person', () => {
    const { db, ledger } = open()
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted' })
    ledger.erase(JIWOO)
    expect(ledger.inForce(JIWOO, null)).toEqual({})
    expect(db.prepare('select count(*) as events from consent_events').get()).toEqual({ events: 0 })
  })
})
