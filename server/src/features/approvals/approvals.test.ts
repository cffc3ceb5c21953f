import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { Answer } from '@dangol/protocol/requests.ts'
import { describe, expect, test } from 'vitest'
import { approvalOn, approveOnPhone, pass } from '../../testing/approved-visit.ts'
import { createPhone } from '../../testing/member-code.ts'
import { callerOf } from '../../testing/store-core.ts'
import { EMMA, JIWOO, memberFeed } from '../../testing/store-server.ts'
import { openWiredStore, settled } from '../../testing/wired-store.ts'
import type { WiredStore } from '../../testing/wired-store.ts'

const kiosk = callerOf('kiosk', 'kiosk-1')
const otherKiosk = callerOf('kiosk', 'kiosk-2')
const jieuns = callerOf('tablet', 'tablet-1', 'jieun')
const phone = createPhone('a1a1a1a1a1a1a1a1')
const ADDRESS = '서울 성동구 성수이로 **'
const CONSENTS = { 'recog.kiosk': 'granted', 'assist.notify': 'granted', 'history.view': 'granted' } as const
const MINUTE = 60_000

const open = () =>
  openWiredStore([
    ...memberFeed({ consents: CONSENTS }, [phone]),
    ...memberFeed({ id: EMMA, number: 'M-2', name: 'Emma Stone', lang: 'en' }),
  ])
const command = (store: WiredStore) => ({ commandId: store.commandId() })
const enter = (store: WiredStore, caller = kiosk): VisitId => {
  const begun = store.handlers['visits:begin'](caller, { ...command(store), lang: 'ko' }) as Answer<'visits:begin'>
  return begun.ok ? begun.value.id : expect.fail(begun.error.code)
}
const recognise = (store: WiredStore) =>
  store.handlers['recognition:scan'](kiosk, {
    ...{ ...command(store), text: phone.codeAt(store.time.nowMs()), lang: 'ko', takeOver: false },
  })
const begin = (store: WiredStore, visitId: VisitId, caller = kiosk) =>
  store.handlers['approvals:begin'](caller, { ...command(store), visitId })
const cancel = (store: WiredStore, visitId: VisitId, caller = kiosk) =>
  store.handlers['approvals:cancel'](caller, { ...command(store), visitId })
const leave = (store: WiredStore, visitId: VisitId) =>
  store.handlers['visits:end'](kiosk, { ...command(store), visitId, reason: 'shopper' })
const viewOf = (store: WiredStore) => {
  const put = store.features.visits.snapshot('kiosk:kiosk-1')[0]
  return put?.kind === 'visit' ? put.value : null
}
const stateOf = (store: WiredStore) => approvalOn(store, kiosk)?.state
/** Everything the database holds, as text. */
const written = (store: WiredStore): string => {
  const tables = store.db.prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'").all()
  return JSON.stringify(tables.map(({ name }) => store.db.prepare(`select * from ${name}`).all()))
}

describe('[RD1] asking for an approval', () => {
  test('answers at once, then shows the code, the number and how long they count', async () => {
    const store = await open()
    const visitId = enter(store)
    expect(await begin(store, visitId)).toMatchObject({ ok: true, value: { state: 'asking', userCode: null } })
    await settled()
    const expiresAt = store.time.nowMs() + 120_000
    expect(approvalOn(store, kiosk)).toEqual({
      ...{ visitId, state: 'waiting', userCode: 'BCDFGHJB', number: '10', expiresAt },
      url: 'http://localhost:4601/k/BCDFGHJB',
    })
    expect(store.typesOn('kiosk:kiosk-1').slice(-2)).toEqual(['approval.asking', 'approval.waiting'])
    expect(store.shop.approvals.asked[0]).toMatchObject({ kioskId: 'kiosk-1', lang: 'ko' })
    // No key of its own: a digest of its name, never the name.
    expect(store.shop.approvals.asked[0]?.kioskThumbprint).toMatch(/^[\w-]{43}$/)
  })

  test('is told honestly that the shop is out of reach, and may try again', async () => {
    const store = await open()
    const visitId = enter(store)
    store.shop.isReachable = false
    await begin(store, visitId)
    await settled()
    expect(stateOf(store)).toBe('unavailable')
    store.shop.isReachable = true
    await begin(store, visitId)
    await settled()
    expect(stateOf(store)).toBe('waiting')
  })

  test('[A5] is one approval when touched twice, and five a minute per kiosk whatever restarts in between', async () => {
    const store = await open()
    const visitId = enter(store)
    for (let times = 0; times < 3; times++) await begin(store, visitId)
    await settled()
    expect(store.shop.approvals.asked).toHaveLength(1)
    for (let times = 0; times < 4; times++) {
      await cancel(store, visitId)
      expect(await begin(store, visitId)).toMatchObject({ ok: true })
    }
    await cancel(store, visitId)
    expect(await begin(store, visitId)).toEqual({ ok: false, error: { code: 'too-many-tries' } })
    expect(store.db.prepare("select sum(times) as n from attempts where what = 'approval'").get()).toEqual({ n: 5 })
    expect(await begin(store, enter(store, otherKiosk), otherKiosk)).toMatchObject({ ok: true })
    store.time.advance(MINUTE)
    expect(await begin(store, visitId)).toMatchObject({ ok: true })
  })

  test('is for the device the shopper stands at, not for the tablet that serves', async () => {
    const store = await open()
    const visitId = enter(store)
    await store.handlers['visits:serve'](jieuns, { ...command(store), visitId, serving: true })
    for (const caller of [otherKiosk, jieuns]) {
      expect(await begin(store, visitId, caller)).toEqual({ ok: false, error: { code: 'no-such-visit' } })
      expect(await cancel(store, visitId, caller)).toEqual({ ok: false, error: { code: 'no-such-visit' } })
    }
  })
})

test('[RD1] an approval ends after ten minutes, also where somebody sets the clock back meanwhile', async () => {
  const store = await open()
  await approveOnPhone(store, kiosk, enter(store), JIWOO)
  expect(viewOf(store)).toMatchObject({ level: 'L3' })
  store.time.set(-60 * MINUTE)
  await pass(store, 9 * MINUTE)
  expect(viewOf(store)).toMatchObject({ level: 'L3', address: ADDRESS })
  await pass(store, MINUTE)
  expect(viewOf(store)).toMatchObject({ level: 'L2', approvedUntil: null, address: null })
  expect(store.shop.approvals.tokens.size).toBe(0)
})

describe('[RD1] while the shopper looks at the phone', () => {
  test('the shop is asked by its interval, and more slowly when it says so', async () => {
    const store = await open()
    await begin(store, enter(store))
    await settled()
    const one = store.shop.approvals.asked[0] ?? expect.fail('not asked')
    await pass(store, 2_000)
    const first = one.lastPolledAt
    await pass(store, 2_000)
    expect(one.lastPolledAt - first).toBe(2_000)
    // The next poll finds the one before too near.
    one.lastPolledAt = store.time.nowMs() + 1_500
    await pass(store, 2_000)
    const slowed = one.lastPolledAt
    await pass(store, 6_000)
    expect(one.lastPolledAt).toBe(slowed)
    await pass(store, 2_000)
    expect(one.lastPolledAt - slowed).toBe(8_000 - 1_000)
  })

  test('a cut line is outlived', async () => {
    const store = await open()
    const visitId = enter(store)
    await begin(store, visitId)
    await settled()
    store.shop.isReachable = false
    await pass(store, 30_000)
    expect(stateOf(store)).toBe('waiting')
    store.shop.isReachable = true
    store.shop.approvals.approve('BCDFGHJB', JIWOO)
    await pass(store, 4_000)
    expect(viewOf(store)).toMatchObject({ level: 'L3' })
  })

  test.each([
    ['denied', (store: WiredStore) => store.shop.approvals.deny('BCDFGHJB'), 4_000],
    ['expired', () => undefined, 124_000],
    ['expired', (store: WiredStore) => void (store.shop.isReachable = false), 124_000],
  ])('it ends as %s, and nothing of the visit has changed', async (state, happens, ms) => {
    const store = await open()
    const visitId = enter(store)
    await begin(store, visitId)
    await settled()
    happens(store)
    await pass(store, ms)
    expect(approvalOn(store, kiosk)).toEqual({
      ...{ visitId, state, userCode: null, url: null, number: null, expiresAt: null },
    })
    expect(viewOf(store)).toMatchObject({ level: 'L0', customer: null, approvedUntil: null, address: null })
  })

  test('[A8] cancelled, it is gone from the screen, and a late yes changes nothing and is ended at the shop', async () => {
    const store = await open()
    const visitId = enter(store)
    await begin(store, visitId)
    await settled()
    store.shop.approvals.approve('BCDFGHJB', JIWOO)
    // The poll is on its way when the shopper touches cancel.
    store.time.advance(2_000)
    await cancel(store, visitId)
    await settled()
    expect(approvalOn(store, kiosk)).toBeNull()
    expect(viewOf(store)).toMatchObject({ level: 'L0', customer: null })
    expect(store.shop.approvals.tokens.size).toBe(0)
  })
})

describe('[RD1] approved', () => {
  test('an anonymous visit becomes the member’s, for ten minutes, with the address on its kiosk alone', async () => {
    const store = await open()
    const visitId = enter(store)
    await approveOnPhone(store, kiosk, visitId, JIWOO)
    const approvedUntil = store.time.nowMs() + 10 * MINUTE
    expect(stateOf(store)).toBe('approved')
    expect(viewOf(store)).toMatchObject({
      ...{ level: 'L3', approvedUntil, address: ADDRESS, customer: { maskedName: '김*우' } },
    })
    await store.handlers['visits:serve'](jieuns, { ...command(store), visitId, serving: true })
    const served = await store.handlers['visits:open'](jieuns, { visitId })
    expect(served).toMatchObject({ ok: true, value: { level: 'L3', approvedUntil, address: null } })
    expect(JSON.stringify(store.features.visits.snapshot('floor'))).not.toContain(ADDRESS)
  })

  test('the token’s own end counts when it comes first', async () => {
    const store = await open()
    store.shop.approvals.tokenLastsMs = 5 * MINUTE
    const visitId = enter(store)
    await approveOnPhone(store, kiosk, visitId, JIWOO)
    expect(viewOf(store)?.approvedUntil).toBe(store.time.nowMs() + 5 * MINUTE)
  })

  test('it falls back to recognised when the time is up, and every screen hears', async () => {
    const store = await open()
    const visitId = enter(store)
    await approveOnPhone(store, kiosk, visitId, JIWOO)
    store.time.advance(10 * MINUTE)
    // Before anything is written down, whoever asks sees it without the approval.
    expect(viewOf(store)).toMatchObject({ level: 'L2', address: null, approvedUntil: null })
    store.appended.length = 0
    store.features.visits.renew()
    expect(store.typesOn('kiosk:kiosk-1')).toEqual(['approval.lapsed', 'visit.approval-lapsed'])
    expect(store.typesOn('floor')).toEqual(['visit.approval-lapsed'])
    expect(viewOf(store)).toMatchObject({ level: 'L2', customer: { maskedName: '김*우' }, address: null })
    expect(approvalOn(store, kiosk)).toBeNull()
    await settled()
    expect(store.shop.approvals.tokens.size).toBe(0)
    store.appended.length = 0
    store.features.visits.renew()
    expect(store.appended).toEqual([])
  })

  test('a code shown again takes nothing back, and one who approves twice has one approval', async () => {
    const store = await open()
    const visitId = enter(store)
    await approveOnPhone(store, kiosk, visitId, JIWOO)
    const before = viewOf(store)
    expect(await recognise(store)).toMatchObject({ ok: true })
    expect(viewOf(store)).toEqual(before)
    expect(await begin(store, visitId)).toMatchObject({ ok: true, value: { state: 'approved' } })
    expect(store.shop.approvals.asked).toHaveLength(1)
  })

  test('a recognised member rises; somebody else’s approval changes nothing and is ended', async () => {
    const store = await open()
    await recognise(store)
    const visitId = viewOf(store)?.id ?? expect.fail('no visit')
    await approveOnPhone(store, kiosk, visitId, EMMA)
    expect(stateOf(store)).toBe('another-person')
    expect(viewOf(store)).toMatchObject({ level: 'L2', customer: { maskedName: '김*우' }, address: null })
    await settled()
    expect(store.shop.approvals.tokens.size).toBe(0)
    await approveOnPhone(store, kiosk, visitId, JIWOO)
    expect(viewOf(store)).toMatchObject({ level: 'L3', address: ADDRESS })
  })

  test('by somebody the store has not heard of it is unavailable', async () => {
    const store = await open()
    const visitId = enter(store)
    await approveOnPhone(store, kiosk, visitId, '0'.repeat(32) as typeof JIWOO)
    expect(stateOf(store)).toBe('unavailable')
    expect(viewOf(store)).toMatchObject({ level: 'L0' })
  })

  test('the address comes late over a bad line, and never without the approval', async () => {
    const store = await open()
    const visitId = enter(store)
    await begin(store, visitId)
    await settled()
    store.shop.approvals.approve('BCDFGHJB', JIWOO)
    store.shop.approvals.isTokenLineCut = true
    await pass(store, 2_000)
    expect(viewOf(store)).toMatchObject({ level: 'L3', address: null })
    store.shop.approvals.isTokenLineCut = false
    await pass(store, 6_000)
    expect(viewOf(store)).toMatchObject({ level: 'L3', address: ADDRESS })
  })

  test('who looked and what came of it is written down, without code or token', async () => {
    const store = await open()
    await approveOnPhone(store, kiosk, enter(store), JIWOO)
    const rows = store.db.prepare("select subject, result from access_log where what = 'approvals.approve'").all()
    expect(rows).toEqual([{ subject: JIWOO, result: 'approved' }])
  })
})

describe('[RD1] nothing stays', () => {
  test('[A10] device code, token and address are never written down, whatever is asked meanwhile', async () => {
    const store = await open()
    const visitId = enter(store)
    await begin(store, visitId)
    await settled()
    expect(written(store)).not.toContain('device-code-0')
    store.shop.approvals.approve('BCDFGHJB', JIWOO)
    await pass(store, 4_000)
    await store.handlers['visits:set-language'](kiosk, { ...command(store), visitId, lang: 'en' })
    const mine = JSON.stringify(store.appended)
    expect(mine).toContain(ADDRESS)
    for (const secret of ['device-code-0', 'token-of-']) {
      expect(mine).not.toContain(secret)
      expect(written(store)).not.toContain(secret)
    }
    expect(written(store)).not.toContain(ADDRESS)
  })

  test('a kiosk that was away while the address was told is told the whole state', async () => {
    const store = await open()
    const visitId = enter(store)
    const { changes } = store.features.core
    const behind = changes.span('kiosk:kiosk-1').head
    await approveOnPhone(store, kiosk, visitId, JIWOO)
    expect(changes.span('kiosk:kiosk-1').floor).toBeGreaterThan(behind)
    expect(store.features.visits.snapshot('kiosk:kiosk-1')).toMatchObject([{ value: { address: ADDRESS } }])
  })

  test('[A4] [A8] the end of the visit ends the token, takes the code from the log, and no late yes reaches the next one', async () => {
    const store = await open()
    const visitId = enter(store)
    await begin(store, visitId)
    await settled()
    store.shop.approvals.approve('BCDFGHJB', JIWOO)
    store.time.advance(2_000)
    await leave(store, visitId)
    const next = enter(store)
    await pass(store, 10_000)
    expect(written(store)).not.toContain('BCDFGHJB')
    expect(viewOf(store)).toMatchObject({ id: next, level: 'L0', customer: null, address: null })
    expect(approvalOn(store, kiosk)).toBeNull()
    expect(store.shop.approvals.tokens.size).toBe(0)
  })

  test('an approved visit gives its token back when it ends', async () => {
    const store = await open()
    const visitId = enter(store)
    await approveOnPhone(store, kiosk, visitId, JIWOO)
    expect(store.shop.approvals.tokens.size).toBe(1)
    await leave(store, visitId)
    await settled()
    expect(store.shop.approvals.tokens.size).toBe(0)
    expect(store.appended.flatMap(({ entry }) => entry.dels)).toContainEqual({ kind: 'approval', id: visitId })
  })

  test('a member who is erased meanwhile has approved nothing', async () => {
    const store = await open()
    const visitId = enter(store)
    await approveOnPhone(store, kiosk, visitId, JIWOO)
    await store.feed({ feed: 'deleted', value: { feed: 'customer', id: JIWOO } })
    expect(viewOf(store)).toMatchObject({ level: 'L0', customer: null, address: null, approvedUntil: null })
    expect(approvalOn(store, kiosk)).toBeNull()
    await settled()
    expect(store.shop.approvals.tokens.size).toBe(0)
  })

  test('after a restart the shopper approves again', async () => {
    const store = await open()
    const visitId = enter(store)
    await approveOnPhone(store, kiosk, visitId, JIWOO)
    const waitingVisit = enter(store, otherKiosk)
    await begin(store, waitingVisit, otherKiosk)
    await settled()
    const again = await openWiredStore([], { db: store.db, clock: store.time, steady: store.time.steady })
    again.features.visits.resume()
    expect(viewOf(again)).toMatchObject({ level: 'L2', customer: { maskedName: '김*우' }, address: null })
    const gone = again.appended.flatMap(({ entry }) => entry.dels)
    expect(gone).toEqual([visitId, waitingVisit].map((id) => ({ kind: 'approval', id })))
  })
})
