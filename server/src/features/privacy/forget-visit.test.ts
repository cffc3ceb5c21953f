import type { ConfigurationId, VisitId } from '@dangol/domain/ids/ids.ts'
import { ShopVisitSchema } from '@dangol/protocol/shop-privacy.ts'
import { describe, expect, test } from 'vitest'
import { MUG } from '../../testing/small-shop.ts'
import { callerOf } from '../../testing/store-core.ts'
import { JIWOO } from '../../testing/store-server.ts'
import { jiwoosPhone, kiosk, openPrivacyStore, PEOPLE, placesOf, visitIn } from './testing/privacy-store.ts'
import type { PrivacyStore } from './testing/privacy-store.ts'

const tablet = callerOf('tablet', 'tablet-1', 'jieun')

/** A member's visit with something new begun in it, which would be parked, and somebody who serves it. */
async function begin(store: PrivacyStore) {
  const visit = visitIn(await store.scan(jiwoosPhone))
  await store.handlers['visits:serve'](tablet, { commandId: store.commandId(), visitId: visit.id, serving: true })
  const draft = {
    ...{ id: store.commandId() as unknown as ConfigurationId, familyId: MUG, modelVersion: 2, revision: 0 },
    ...{ name: 'Wren’s present', personaId: null, secret: false, choices: { kind: 'travel', colour: 'blue' } },
  }
  const saved = await store.handlers['configurations:save'](kiosk, {
    ...{ commandId: store.commandId(), visitId: visit.id, draft },
  })
  expect(saved.ok).toBe(true)
  await store.delivered()
  return visit
}
/** Without the consent to keep things in the store, a visit's things are the visit's. */
const WITHOUT_SYNC = PEOPLE.map((change) =>
  change.feed === 'customer'
    ? {
        ...change,
        value: { ...change.value, consents: { 'recog.kiosk': 'granted', 'assist.notify': 'granted' } as const },
      }
    : change,
)
const told = (store: PrivacyStore, visitId: VisitId) => ShopVisitSchema.parse(store.shop.visits.get(visitId))
const drop = (store: PrivacyStore, visitId: VisitId, why: 'dropped' | 'disowned' = 'dropped') =>
  store.feed({ feed: 'visit-dropped', value: { visitId, why } })
const rowOf = (store: PrivacyStore, visitId: VisitId) =>
  store.db
    .prepare(
      'select customer_id as customer, parked_code as parked, served_by as served, end_reason as why from visits where id = ?',
    )
    .get(visitId)
const NOTHING_OF_IT = { customer: null, parked: null, served: null, why: 'shopper' }

describe('"forget me now"', () => {
  test('ends the visit at once, parks nothing, and leaves nothing of it but that it was', async () => {
    const store = await openPrivacyStore(WITHOUT_SYNC)
    const visit = await begin(store)
    expect(placesOf(store, 'Wren')).not.toEqual([])
    expect(await store.forget(visit.id)).toEqual({ ok: true, value: { reason: 'shopper', parkedCode: null } })
    await store.delivered()
    expect(placesOf(store, 'Wren')).toEqual([])
    expect(placesOf(store, '김*우')).toEqual([])
    expect(rowOf(store, visit.id)).toEqual(NOTHING_OF_IT)
    expect(store.db.prepare('select count(*) as n from member_visits, visit_uses').get()).toEqual({ n: 0 })
    expect(store.db.prepare("select subject, result from access_log where what = 'visits.forget'").all()).toEqual([
      { subject: JIWOO, result: 'forgotten' },
    ])
  })

  test('is what the phone is told', async () => {
    const store = await openPrivacyStore(WITHOUT_SYNC)
    const visit = await begin(store)
    await store.forget(visit.id)
    await store.delivered()
    expect(told(store, visit.id)).toMatchObject({ forgotten: true, endedAt: store.time.nowMs() - 1 })
  })

  test('keeps what the member lets the store keep, which is the account’s and not the visit’s', async () => {
    const store = await openPrivacyStore()
    const visit = await begin(store)
    await store.forget(visit.id)
    expect(store.rowsOf(JIWOO)).toMatchObject({ configurations: 2 })
  })

  test('of a visit of nobody, or of another kiosk, or twice', async () => {
    const store = await openPrivacyStore()
    const anonymous = await store.handlers['visits:begin'](kiosk, { commandId: store.commandId(), lang: 'ko' })
    const visitId = anonymous.ok ? anonymous.value.id : expect.fail('not begun')
    const elsewhere = callerOf('kiosk', 'kiosk-2')
    const ask = (caller = kiosk) => store.handlers['visits:forget'](caller, { commandId: store.commandId(), visitId })
    expect(await ask(elsewhere)).toEqual({ ok: false, error: { code: 'no-such-visit' } })
    expect(await ask()).toMatchObject({ ok: true })
    expect(await ask()).toEqual({ ok: false, error: { code: 'no-such-visit' } })
    expect(store.shop.visits.size).toBe(0)
  })
})

describe('what the phone is told of a visit', () => {
  test('comes when somebody is recognised, with the key that was shown, and again when the visit is over', async () => {
    const store = await openPrivacyStore()
    const visit = visitIn(await store.scan(jiwoosPhone))
    await store.delivered()
    expect(told(store, visit.id)).toMatchObject({
      ...{ customerId: JIWOO, kioskId: 'kiosk-1', credId: jiwoosPhone.credId, level: 'L2', endedAt: null, granted: [] },
    })
    const consent = { purpose: 'assist.notify', state: 'granted' } as const
    await store.handlers['visits:consent'](kiosk, { commandId: store.commandId(), visitId: visit.id, ...consent })
    await store.end(visit.id)
    await store.delivered()
    expect(told(store, visit.id)).toMatchObject({ endedAt: store.time.nowMs() - 1, granted: ['assist.notify'] })
    expect(told(store, visit.id)).not.toHaveProperty('forgotten')
  })

  test('says which fields went to a device, and no other', async () => {
    const store = await openPrivacyStore()
    const visit = visitIn(await store.scan(jiwoosPhone))
    await store.handlers['visits:serve'](tablet, { commandId: store.commandId(), visitId: visit.id, serving: true })
    await store.handlers['customers:card'](tablet, { customerId: JIWOO })
    await store.end(visit.id)
    await store.delivered()
    expect(told(store, visit.id).used).toEqual([
      { field: 'card.configurations', purpose: 'config.sync.store' },
      { field: 'card.name', purpose: null },
      { field: 'floor.name', purpose: 'assist.notify' },
      { field: 'visit.consents', purpose: null },
      { field: 'visit.name', purpose: null },
      { field: 'visit.saved-configurations', purpose: null },
    ])
  })

  test('names no staff where the member did not let them know, and no card that nobody opened', async () => {
    const store = await openPrivacyStore(
      PEOPLE.map((change) =>
        change.feed === 'customer'
          ? { ...change, value: { ...change.value, consents: { 'recog.kiosk': 'granted' } as const } }
          : change,
      ).filter(({ feed }) => feed !== 'configuration'),
    )
    const visit = visitIn(await store.scan(jiwoosPhone))
    await store.end(visit.id)
    await store.delivered()
    expect(told(store, visit.id).used.map(({ field }) => field)).toEqual(['visit.consents', 'visit.name'])
  })

  test('waits while the line is down, and is nothing at all of a visit without a name', async () => {
    const store = await openPrivacyStore()
    store.shop.isReachable = false
    const visit = visitIn(await store.scan(jiwoosPhone))
    await store.end(visit.id)
    await store.delivered()
    expect(store.shop.visits.size).toBe(0)
    store.shop.isReachable = true
    store.features.outbox.retryNow()
    await store.delivered()
    expect(told(store, visit.id).endedAt).not.toBeNull()
  })
})

describe('a visit dropped on the phone', () => {
  test.each(['dropped', 'disowned'] as const)(
    '[A1] ends while it is open, and nothing of it stays (%s)',
    async (why) => {
      const store = await openPrivacyStore(WITHOUT_SYNC)
      const visit = await begin(store)
      await drop(store, visit.id, why)
      expect(store.features.visits.openOf(JIWOO)).toBeNull()
      expect(rowOf(store, visit.id)).toEqual(NOTHING_OF_IT)
      await store.delivered()
      expect(placesOf(store, 'Wren')).toEqual([])
      expect(
        store.db.prepare("select subject, device_id as by, result from access_log where what = 'visits.drop'").all(),
      ).toEqual([{ subject: JIWOO, by: 'online-shop', result: why }])
    },
  )

  test('takes what it had parked and who it was, also when it was over', async () => {
    const store = await openPrivacyStore(WITHOUT_SYNC)
    const visit = await begin(store)
    const end = await store.end(visit.id)
    expect(end).toMatchObject({ ok: true, value: { parkedCode: expect.any(String) as string } })
    await store.delivered()
    expect(placesOf(store, 'Wren')).toContain('configurations.name')
    await drop(store, visit.id)
    expect(placesOf(store, 'Wren')).toEqual([])
    expect(rowOf(store, visit.id)).toEqual(NOTHING_OF_IT)
    expect(placesOf(store, JIWOO)).not.toContain('visits.customer_id')
  })

  test('that nobody here knows of changes nothing, and the same word twice neither', async () => {
    const store = await openPrivacyStore()
    const before = store.rowsOf(JIWOO)
    await drop(store, '018f0000-0000-7000-8000-0000000000ff' as VisitId)
    expect(store.rowsOf(JIWOO)).toEqual(before)
    const visit = await begin(store)
    await drop(store, visit.id)
    await drop(store, visit.id)
    expect(rowOf(store, visit.id)).toEqual(NOTHING_OF_IT)
  })
})
