import type { CallId, VisitId } from '@dangol/domain/ids/ids.ts'
import { VISIT_LIMITS } from '@dangol/domain/visits/level.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { describe, expect, test } from 'vitest'
import { callerOf } from '../../testing/store-core.ts'
import { createPhone } from '../../testing/member-code.ts'
import { EMMA, JIWOO, memberFeed } from '../../testing/store-server.ts'
import { openWiredStore, settled } from '../../testing/wired-store.ts'
import type { WiredStore } from '../../testing/wired-store.ts'
import { PERSONAL_AGE_MAX_MS, VISIT_AGE_MAX_MS } from './retention.ts'

const kiosk = callerOf('kiosk', 'kiosk-1')
const otherKiosk = callerOf('kiosk', 'kiosk-2')
const jieuns = callerOf('tablet', 'tablet-1', 'jieun')
const junhos = callerOf('tablet', 'tablet-2', 'junho')
const nobodys = callerOf('tablet', 'tablet-3')

const phone = createPhone('a1a1a1a1a1a1a1a1')
const open = () =>
  openWiredStore([
    ...memberFeed({}, [phone]),
    ...memberFeed({
      id: EMMA,
      number: 'M-2',
      name: 'Emma Stone',
      lang: 'en',
      consents: { 'recog.kiosk': 'granted', 'assist.notify': 'granted', 'config.sync.store': 'granted' },
    }),
  ])

const begin = (store: WiredStore, caller = kiosk) =>
  store.handlers['visits:begin'](caller, { commandId: store.commandId(), lang: 'ko' }) as Answer<'visits:begin'>
const beginOk = (store: WiredStore, caller = kiosk): VisitId => {
  const answer = begin(store, caller)
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value.id
}
const recognise = async (store: WiredStore): Promise<VisitId> => {
  const text = phone.codeAt(store.time.nowMs())
  const scan = { commandId: store.commandId(), text, lang: 'ko', takeOver: false } as const
  const answer = await store.handlers['recognition:scan'](kiosk, scan)
  if (!answer.ok || answer.value.kind !== 'recognised') throw new Error('not recognised')
  return answer.value.visit.id
}
const end = (store: WiredStore, visitId: VisitId, caller = kiosk) =>
  store.handlers['visits:end'](caller, { commandId: store.commandId(), visitId, reason: 'shopper' })

describe('a visit', () => {
  test('begins anonymous, one at a time per kiosk, with an epoch that rises', async () => {
    const store = await open()
    const visitId = beginOk(store)
    expect(begin(store)).toEqual({ ok: false, error: { code: 'visit-in-progress' } })
    expect(begin(store, otherKiosk)).toMatchObject({ ok: true, value: { epoch: 1, level: 'L0', customer: null } })
    await end(store, visitId)
    expect(begin(store)).toMatchObject({ ok: true, value: { epoch: 2 } })
  })

  test('shows the floor each step, and counts how far it came', async () => {
    const store = await open()
    const visitId = beginOk(store)
    const report = (step: 'browsing' | 'configuring' | 'cart') =>
      store.handlers['visits:report-step'](kiosk, { commandId: store.commandId(), visitId, step })
    await report('configuring')
    await report('browsing')
    await report('browsing')
    expect(store.typesOn('floor').filter((type) => type === 'visit.moved-on')).toHaveLength(2)
    expect(store.features.visits.figures.between(0, store.time.nowMs() + 1)).toEqual({
      visits: 1,
      recognised: 0,
      engaged: 1,
      inCart: 0,
      ordered: 0,
    })
  })

  test('speaks the language asked for', async () => {
    const store = await open()
    const visitId = beginOk(store)
    const input = { commandId: store.commandId(), visitId, lang: 'en' } as const
    expect(store.handlers['visits:set-language'](kiosk, input)).toMatchObject({ ok: true, value: { lang: 'en' } })
    const other = { ...input, commandId: store.commandId() }
    expect(store.handlers['visits:set-language'](otherKiosk, other)).toMatchObject({ ok: false })
  })

  test('[T2] a consent given for the visit counts until its end, and the floor then hears the name', async () => {
    const store = await open()
    const visitId = await recognise(store)
    const consent = { commandId: store.commandId(), visitId, purpose: 'assist.notify', state: 'granted' } as const
    await store.handlers['visits:consent'](kiosk, consent)
    expect(store.appended.at(-1)?.entry.puts[0]).toMatchObject({ value: { maskedName: '김*우', customerId: JIWOO } })
    expect(store.features.customers.consents(JIWOO, visitId)['assist.notify']).toBe('granted')
    await end(store, visitId)
    expect(store.features.customers.consents(JIWOO, visitId)['assist.notify']).toBeUndefined()
  })

  test('nobody is asked for consent before being recognised', async () => {
    const store = await open()
    const visitId = beginOk(store)
    const consent = { commandId: store.commandId(), visitId, purpose: 'assist.notify', state: 'granted' } as const
    expect(store.handlers['visits:consent'](kiosk, consent)).toMatchObject({ error: { code: 'not-recognised' } })
  })

  test('fetches what the store may not keep, and says when it cannot', async () => {
    const store = await open()
    await recognise(store)
    await settled()
    const states = () =>
      store.appended.flatMap(({ entry }) =>
        entry.puts.flatMap((put) => (put.kind === 'visit' ? [put.value.configurationsState] : [])),
      )
    expect(states()).toEqual(['fetching', 'ready'])
    store.shop.isReachable = false
    store.features.visits.resume()
    await settled()
    expect(states().at(-1)).toBe('unavailable')
  })

  test('a member whose configurations the store keeps waits for nothing', async () => {
    const store = await open()
    const input = { commandId: store.commandId(), customerId: EMMA, lang: 'en' } as const
    expect(store.handlers['visits:begin-for'](jieuns, input)).toMatchObject({
      ok: true,
      value: { level: 'L2', configurationsState: 'ready', servedBy: { id: 'jieun', name: '지은' } },
    })
  })
})

describe('a visit that a kiosk began with the store gone', () => {
  const begunAs = (store: WiredStore, epoch: number, visitId = store.commandId() as unknown as VisitId) => ({
    ...{ commandId: store.commandId(), lang: 'ko' as const },
    begun: { visitId, epoch },
  })

  test('[E2] keeps its id and an epoch no lower than the kiosk gave it, or than those before', async () => {
    const store = await open()
    const ahead = begunAs(store, 7)
    const taken = store.handlers['visits:begin'](kiosk, ahead)
    expect(taken).toMatchObject({ ok: true, value: { id: ahead.begun.visitId, epoch: 7, level: 'L0' } })
    await end(store, ahead.begun.visitId)
    const behind = begunAs(store, 3)
    expect(store.handlers['visits:begin'](kiosk, behind)).toMatchObject({ ok: true, value: { epoch: 8 } })
    await end(store, behind.begun.visitId)
    expect(begin(store)).toMatchObject({ ok: true, value: { epoch: 9 } })
  })

  test('[E2] [C1] is one visit, however often and under whichever command it is taken over', async () => {
    const store = await open()
    const first = begunAs(store, 1)
    const taken = store.handlers['visits:begin'](kiosk, first)
    expect(store.handlers['visits:begin'](kiosk, first)).toEqual(taken)
    expect(store.handlers['visits:begin'](kiosk, { ...first, commandId: store.commandId() })).toEqual(taken)
    expect(store.typesOn('kiosk:kiosk-1')).toEqual(['visit.began'])
  })

  test('[E2] is not begun again once it is over here, and nobody else’s is taken', async () => {
    const store = await open()
    const over = begunAs(store, 1)
    await store.handlers['visits:begin'](kiosk, over)
    await end(store, over.begun.visitId)
    const again = { ...over, commandId: store.commandId() }
    expect(store.handlers['visits:begin'](kiosk, again)).toEqual({ ok: false, error: { code: 'no-such-visit' } })
    const elsewhere = begunAs(store, 1, beginOk(store, otherKiosk))
    expect(store.handlers['visits:begin'](kiosk, elsewhere)).toEqual({ ok: false, error: { code: 'no-such-visit' } })
  })

  test('[E2] waits for the visit that is open here', async () => {
    const store = await open()
    beginOk(store)
    expect(store.handlers['visits:begin'](kiosk, begunAs(store, 9))).toMatchObject({
      error: { code: 'visit-in-progress' },
    })
  })
})

describe('the end of a visit', () => {
  test('leaves nothing of it in the kiosk’s topic but the goodbye', async () => {
    const store = await open()
    const visitId = await recognise(store)
    await end(store, visitId)
    const { changes } = store.features.core
    const left = changes.entriesSince('kiosk:kiosk-1', 0, 100)
    expect(left.map((entry) => entry.type)).toEqual(['visit.ended'])
    expect(left[0]?.puts).toEqual([{ kind: 'visit-end', id: visitId, value: { reason: 'shopper', parkedCode: null } }])
    expect(changes.span('kiosk:kiosk-1').floor).toBeGreaterThan(0)
    expect(store.features.visits.snapshot('floor')).toEqual([])
  })

  test('[T3] what shares a commit with it is not told after it: not to the kiosk, not to the floor', async () => {
    const store = await open()
    const visitId = beginOk(store)
    const { shared } = store.features.core.commits
    store.appended.splice(0)
    await Promise.all([shared(() => recognise(store)), shared(() => end(store, visitId))])
    expect(store.typesOn('kiosk:kiosk-1')).toEqual(['visit.recognised', 'visit.ended'])
    expect(JSON.stringify(store.appended)).not.toMatch(/김/)
    expect(store.appended.filter(({ topic }) => topic === 'floor').at(-1)?.entry.dels).toMatchObject([{ id: visitId }])
  })

  test('a kiosk that was away for it still says goodbye, but not half a minute later', async () => {
    const store = await open()
    await end(store, beginOk(store))
    expect(store.features.visits.snapshot('kiosk:kiosk-1')).toMatchObject([{ kind: 'visit-end' }])
    store.time.advance(30_001)
    expect(store.features.visits.snapshot('kiosk:kiosk-1')).toEqual([])
  })

  test('an associate may end any visit, but learns no code of a stranger', async () => {
    const store = await open()
    const visitId = beginOk(store)
    expect(end(store, visitId, otherKiosk)).toMatchObject({ error: { code: 'no-such-visit' } })
    expect(end(store, visitId, jieuns)).toEqual({ ok: true, value: { reason: 'associate', parkedCode: null } })
    expect(end(store, visitId)).toMatchObject({ error: { code: 'no-such-visit' } })
  })

  test('comes by itself when the kiosk no longer ends it', async () => {
    const store = await open()
    beginOk(store)
    store.time.advance(VISIT_LIMITS.L0.lastMs)
    store.tidy()
    expect(store.features.visits.snapshot('floor')).toHaveLength(1)
    store.time.advance(2 * 60_000 + 1)
    store.tidy()
    expect(store.features.visits.snapshot('floor')).toEqual([])
  })

  test('[W1] comes to nobody because a clock was set: the visit lasts as long as it would have', async () => {
    const store = await open()
    store.tidy()
    beginOk(store)
    store.time.advance(60_000)
    store.time.set(20 * 60 * 60_000)
    beginOk(store, otherKiosk)
    store.tidy()
    expect(store.features.visits.snapshot('floor')).toHaveLength(2)
    store.time.set(-96 * 60 * 60_000)
    store.time.advance(VISIT_LIMITS.L0.lastMs + 60_000)
    store.tidy()
    expect(store.features.visits.snapshot('floor')).toHaveLength(2)
    store.time.advance(60_001)
    store.tidy()
    expect(store.features.visits.snapshot('floor')).toHaveLength(0)
  })

  test('reduces the visit to a count after a day, and deletes it after a year and a month', async () => {
    const store = await open()
    await end(store, await recognise(store))
    const row = () => store.db.prepare('select customer_id, recognised from visits where epoch = 1').get()
    expect(row()).toEqual({ customer_id: JIWOO, recognised: 1 })
    store.time.advance(PERSONAL_AGE_MAX_MS + 1)
    store.tidy()
    expect(row()).toEqual({ customer_id: null, recognised: 1 })
    await end(store, beginOk(store))
    store.time.advance(VISIT_AGE_MAX_MS)
    store.tidy()
    expect(row()).toBeUndefined()
    expect(begin(store)).toMatchObject({ value: { epoch: 3 } })
  })
})

describe('a call for help', () => {
  const call = (store: WiredStore, visitId: VisitId) => {
    const callId = store.commandId() as string as CallId
    const input = { commandId: store.commandId(), callId, visitId, lang: 'ko' } as const
    expect(store.handlers['assist:call'](kiosk, input)).toMatchObject({ ok: true })
  }
  const calls = (store: WiredStore) => [
    ...store.features.assist.snapshot('floor'),
    ...store.features.assist.snapshot('kiosk:kiosk-1'),
  ]

  test.each(['shopper', 'timeout', 'take-over'] as const)('does not outlive its visit (%s)', async (how) => {
    const store = await open()
    const visitId = await recognise(store)
    call(store, visitId)
    expect(calls(store)).toHaveLength(2)
    if (how === 'shopper') await end(store, visitId)
    if (how === 'timeout') store.time.advance(VISIT_LIMITS.L2.lastMs + 2 * 60_000 + 1)
    store.tidy()
    if (how === 'take-over') {
      const visit = store.features.visits.desk.openOn(kiosk.deviceId) ?? expect.fail('no visit')
      store.features.core.transact(() => store.features.visits.desk.end(visit, 'another-person', null))
    }
    expect(calls(store)).toEqual([])
    expect(store.typesOn('kiosk:kiosk-1').slice(-2)).toEqual(['call.closed', 'visit.ended'])
  })

  test('is answered and over when an associate serves the visit', async () => {
    const store = await open()
    const visitId = beginOk(store)
    call(store, visitId)
    await store.handlers['visits:serve'](jieuns, { commandId: store.commandId(), visitId, serving: true })
    expect(calls(store)).toEqual([])
    expect(store.db.prepare('select answered_by, closed_how from help_calls').get()).toEqual({
      answered_by: 'jieun',
      closed_how: 'attended',
    })
  })
})

describe('staff and visits', () => {
  const serve = (store: WiredStore, visitId: VisitId, serving: boolean, caller = jieuns) =>
    store.handlers['visits:serve'](caller, { commandId: store.commandId(), visitId, serving })
  const look = (store: WiredStore, visitId: VisitId, caller = jieuns) =>
    store.handlers['visits:open'](caller, { visitId })

  test('who serves a visit may act in it; the kiosk shows by whom', async () => {
    const store = await open()
    const visitId = beginOk(store)
    expect(look(store, visitId)).toMatchObject({ error: { code: 'not-yours' } })
    await serve(store, visitId, true)
    expect(look(store, visitId)).toMatchObject({ ok: true, value: { servedBy: { name: '지은' } } })
    await serve(store, visitId, false, junhos)
    expect(look(store, visitId)).toMatchObject({ ok: true })
    await serve(store, visitId, true, junhos)
    expect(look(store, visitId)).toMatchObject({ error: { code: 'not-yours' } })
    await serve(store, visitId, false, junhos)
    expect(look(store, visitId, junhos)).toMatchObject({ error: { code: 'not-yours' } })
  })

  test('serving a member who did not let staff know shows nothing of them', async () => {
    const store = await open()
    const visitId = await recognise(store)
    await serve(store, visitId, true)
    expect(look(store, visitId)).toMatchObject({ error: { code: 'not-yours' } })
    const lang = { commandId: store.commandId(), visitId, lang: 'en' } as const
    expect(store.handlers['visits:set-language'](jieuns, lang)).toMatchObject({ error: { code: 'no-such-visit' } })
  })

  test('a tablet that nobody holds neither serves nor begins for anybody', async () => {
    const store = await open()
    const visitId = beginOk(store)
    expect(serve(store, visitId, true, nobodys)).toMatchObject({ error: { code: 'not-allowed' } })
    const input = { commandId: store.commandId(), customerId: null, lang: 'ko' } as const
    expect(store.handlers['visits:begin-for'](nobodys, input)).toMatchObject({ error: { code: 'not-allowed' } })
  })

  test('an associate begins for a customer, once, and every such look is written down', async () => {
    const store = await open()
    const unknown = '0'.repeat(32) as typeof JIWOO
    const beginFor = (customerId: typeof JIWOO) =>
      store.handlers['visits:begin-for'](jieuns, { commandId: store.commandId(), customerId, lang: 'ko' })
    expect(beginFor(unknown)).toMatchObject({ error: { code: 'unknown-customer' } })
    expect(beginFor(JIWOO)).toMatchObject({ ok: true, value: { level: 'L2', customer: { maskedName: '김*우' } } })
    expect(beginFor(JIWOO)).toMatchObject({ error: { code: 'visit-in-progress' } })
    expect(store.db.prepare("select result from access_log where what = 'visits.begin-for'").all()).toEqual([
      { result: 'unknown' },
      { result: 'begun' },
    ])
  })
})
