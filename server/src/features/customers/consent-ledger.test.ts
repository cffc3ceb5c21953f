import { createHash } from 'node:crypto'
import { NOTICES } from '@dangol/domain/customers/notices.ts'
import type { CustomerId, DeviceId, VisitId } from '@dangol/domain/ids/ids.ts'
import { ConsentReceiptSchema } from '@dangol/protocol/privacy.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asId, openStoreCore } from '../../testing/store-core.ts'
import { createConsentLedger } from './consent-ledger.ts'

const JIWOO = asId<CustomerId>('00112233445566778899aabbccddeeff')
const OTHER = asId<CustomerId>('ffeeddccbbaa99887766554433221100')
const VISIT = asId<VisitId>('018f0000-0000-7000-8000-000000000001')

const open = () => {
  const { db, time } = openStoreCore()
  const linked = new Map<CustomerId, CustomerId>()
  const identities = {
    profilesOf: (id: CustomerId) => [id, linked.get(id)].filter((each): each is CustomerId => each !== undefined),
  }
  return { db, time, linked, ledger: createConsentLedger({ db, clock: time, jurisdiction: 'KR', identities }) }
}
const answer = (state: 'granted' | 'denied') =>
  ({
    subject: JIWOO,
    purpose: 'assist.notify',
    state,
    visitId: VISIT,
    channel: 'kiosk',
    deviceId: asId<DeviceId>('kiosk-1'),
    lang: 'ko',
  }) as const

describe('the consent ledger', () => {
  test('writes down only what changed', () => {
    const { db, ledger } = open()
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted' }, 'ko')
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted' }, 'ko')
    ledger.adopt(JIWOO, { 'recog.kiosk': 'withdrawn' }, 'ko')
    expect(db.prepare('select position, state from consent_events').all()).toEqual([
      { position: 1, state: 'granted' },
      { position: 2, state: 'withdrawn' },
    ])
  })

  test('what the shop no longer lists is no longer allowed', () => {
    const { ledger } = open()
    ledger.adopt(JIWOO, { 'history.view': 'granted' }, 'ko')
    ledger.adopt(JIWOO, {}, 'ko')
    expect(ledger.inForce(JIWOO, null)).toEqual({ 'history.view': 'withdrawn' })
  })

  test('what one side repeats undoes nothing that another has said since', () => {
    const { ledger } = open()
    ledger.adopt(JIWOO, { 'history.view': 'granted' }, 'ko', 'members')
    ledger.adopt(JIWOO, { 'history.view': 'granted', 'config.sync.store': 'granted' }, 'ko', 'shop')
    ledger.adopt(JIWOO, { 'history.view': 'withdrawn', 'config.sync.store': 'granted' }, 'ko', 'shop')
    ledger.adopt(JIWOO, { 'history.view': 'granted', 'recog.kiosk': 'granted' }, 'ko', 'members')
    expect(ledger.inForce(JIWOO, null)).toEqual({
      ...{ 'history.view': 'withdrawn', 'config.sync.store': 'granted', 'recog.kiosk': 'granted' },
    })
  })

  test('a grant that a side always had undoes no withdrawal; one that it says anew does', () => {
    const { ledger } = open()
    ledger.adopt(JIWOO, { 'history.view': 'withdrawn' }, 'ko', 'members')
    ledger.adopt(JIWOO, { 'history.view': 'granted' }, 'ko', 'shop')
    expect(ledger.inForce(JIWOO, null)).toEqual({ 'history.view': 'withdrawn' })
    ledger.adopt(JIWOO, { 'history.view': 'denied' }, 'ko', 'shop')
    ledger.adopt(JIWOO, { 'history.view': 'granted' }, 'ko', 'shop')
    expect(ledger.inForce(JIWOO, null)).toEqual({ 'history.view': 'granted' })
  })

  test('whatever two sides say and repeat, the newest word counts, and no withdrawal is lost to a repetition', () => {
    const purposes = ['history.view', 'config.sync.store'] as const
    const word = fc.record({
      by: fc.constantFrom('members', 'shop'),
      purpose: fc.constantFrom(...purposes),
      state: fc.constantFrom('granted', 'denied', 'withdrawn'),
      /** Whoever tells it again, and how often, changes nothing. */
      repeats: fc.array(fc.constantFrom('members', 'shop'), { maxLength: 3 }),
    })
    const { ledger } = open()
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        ledger.erase(JIWOO)
        const known: Record<string, Record<string, string>> = { members: {}, shop: {} }
        const newest: Record<string, string> = {}
        const tell = (by: 'members' | 'shop') => {
          ledger.adopt(JIWOO, { ...known[by] }, 'ko', by)
        }
        for (const { by, purpose, state, repeats } of words) {
          const before = known[by]?.[purpose]
          const isOldGrant = before === undefined && state === 'granted' && newest[purpose] === 'withdrawn'
          if (before !== state && !isOldGrant) newest[purpose] = state
          known[by] = { ...known[by], [purpose]: state }
          tell(by)
          repeats.forEach(tell)
          expect(ledger.inForce(JIWOO, null)).toEqual(newest)
        }
        expect(ledger.isIntact(JIWOO)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('an answer for a visit counts in that visit only', () => {
    const { ledger } = open()
    ledger.adopt(JIWOO, { 'assist.notify': 'denied' }, 'ko')
    ledger.record(answer('granted'))
    expect(ledger.inForce(JIWOO, VISIT)['assist.notify']).toBe('granted')
    expect(ledger.inForce(JIWOO, null)['assist.notify']).toBe('denied')
    ledger.endVisit(JIWOO, VISIT)
    expect(ledger.inForce(JIWOO, VISIT)['assist.notify']).toBe('denied')
  })

  test('a later word to the shop overtakes an answer for a visit', () => {
    const { ledger } = open()
    ledger.adopt(JIWOO, { 'assist.notify': 'granted' }, 'ko')
    ledger.record(answer('granted'))
    ledger.adopt(JIWOO, { 'assist.notify': 'withdrawn' }, 'ko')
    expect(ledger.inForce(JIWOO, VISIT)['assist.notify']).toBe('withdrawn')
  })

  test('[A22] an entry that was altered or taken out is noticed', () => {
    const { db, ledger } = open()
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted', 'history.view': 'denied' }, 'ko')
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted', 'history.view': 'granted' }, 'ko')
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
    ledger.adopt(JIWOO, { 'recog.kiosk': 'granted' }, 'ko')
    ledger.erase(JIWOO)
    expect(ledger.inForce(JIWOO, null)).toEqual({})
    expect(db.prepare('select count(*) as events from consent_events').get()).toEqual({ events: 0 })
  })

  test('a receipt says what was shown, why, to whom it goes, how long, and under whose law', () => {
    const { ledger, time } = open()
    ledger.adopt(JIWOO, { 'history.view': 'granted' }, 'en')
    ledger.record(answer('granted'))
    const [given, account] = ledger.receipts(JIWOO, 10)
    const text = NOTICES['history.view'].text.en
    expect(account).toEqual({
      ...{ schema: 'consent/1', subject: JIWOO, position: 1, purpose: 'history.view', state: 'granted' },
      ...{ scope: 'account', visitId: null, at: time.nowMs(), channel: 'web', deviceId: null },
      expiresAt: time.nowMs() + 730 * 24 * 60 * 60_000,
      notice: {
        ...{ id: 'notice/history.view', version: 1, lang: 'en' },
        sha256: createHash('sha256').update(text).digest('hex'),
      },
      ...{ basis: 'consent', jurisdiction: 'KR', dataCategories: ['order-history'] },
      ...{ recipients: ['store', 'serving-associate'], retentionDays: 7 },
      ...{ prev: '', hash: given?.prev },
    })
    expect(given).toMatchObject({ position: 2, scope: 'visit', visitId: VISIT, channel: 'kiosk', expiresAt: null })
    expect(ConsentReceiptSchema.array().parse([given, account])).toHaveLength(2)
  })

  test('what was granted for two years has expired then, without anybody writing it, and hearing the same again renews nothing', () => {
    const { ledger, time } = open()
    const yes = { 'history.view': 'granted', 'config.sync.store': 'granted' } as const
    ledger.adopt(JIWOO, yes, 'ko')
    time.advance(730 * 24 * 60 * 60_000 - 1)
    expect(ledger.mayUse(JIWOO, 'history.view', time.nowMs())).toBe(true)
    time.advance(1)
    ledger.adopt(JIWOO, yes, 'ko')
    expect(ledger.inForce(JIWOO, null)).toEqual({ 'history.view': 'expired', 'config.sync.store': 'granted' })
    expect(ledger.mayUse(JIWOO, 'history.view', time.nowMs())).toBe(false)
    expect(ledger.isIntact(JIWOO)).toBe(true)
  })

  test('profiles that are one person allow what both allow, and each keeps its own word', () => {
    const { ledger, linked, time } = open()
    ledger.adopt(JIWOO, { 'history.view': 'granted', 'config.sync.store': 'granted' }, 'ko')
    ledger.adopt(OTHER, { 'history.view': 'denied', 'config.sync.store': 'granted' }, 'ko')
    linked.set(JIWOO, OTHER).set(OTHER, JIWOO)
    for (const profile of [JIWOO, OTHER]) {
      expect(ledger.inForce(profile, null)).toEqual({ 'history.view': 'denied', 'config.sync.store': 'granted' })
    }
    expect(ledger.ofProfile(JIWOO)).toEqual({ 'history.view': 'granted', 'config.sync.store': 'granted' })
    linked.clear()
    expect(ledger.mayUse(JIWOO, 'history.view', time.nowMs())).toBe(true)
  })

  test('the one question on every read answers as the whole state in force does, whatever was said, linked and over', () => {
    const states = fc.constantFrom('granted', 'denied', 'withdrawn', undefined)
    fc.assert(
      fc.property(states, states, states, fc.boolean(), fc.boolean(), (own, others, ofVisit, isLinked, isLate) => {
        const { ledger, linked, time } = open()
        if (own !== undefined) ledger.adopt(JIWOO, { 'assist.notify': own }, 'ko')
        if (others !== undefined) ledger.adopt(OTHER, { 'assist.notify': others }, 'ko')
        if (ofVisit !== undefined) ledger.record({ ...answer('granted'), state: ofVisit })
        if (isLinked) linked.set(JIWOO, OTHER)
        if (isLate) time.advance(10 * 366 * 24 * 60 * 60_000)
        for (const visitId of [null, VISIT]) {
          const inForce = ledger.inForce(JIWOO, visitId, time.nowMs())['assist.notify'] === 'granted'
          expect(ledger.mayUse(JIWOO, 'assist.notify', time.nowMs(), visitId)).toBe(inForce)
        }
      }),
      { numRuns: 60 },
    )
  })
})
