import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { PhoneVisit, ShopVisit } from '@dangol/protocol/shop-privacy.ts'
import { PhoneVisitsSchema } from '@dangol/protocol/shop-privacy.ts'
import { PhoneMeSchema } from '@dangol/protocol/shop.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { openStage, phoneKey } from '../testing/shop-stage.ts'
import { VISIT_KEPT_MS } from '../visits/visits.ts'

type Stage = Awaited<ReturnType<typeof openStage>>
const MINUTE_MS = 60_000

let stage: Stage
let minji: Awaited<ReturnType<typeof member>>
beforeEach(async () => {
  stage = await openStage()
  minji = await member('C-1')
})

/** A member with a phone that has a key. */
async function member(number: string) {
  const { id, alias } = stage.addMember(number, { 'recog.kiosk': 'granted' })
  const browser = await stage.signIn(number)
  const enrolled = await browser.send('POST', '/api/credentials', { kind: 'ed25519', publicKey: phoneKey() })
  const { credId } = enrolled.body as { credId: string }
  const visits = async () => PhoneVisitsSchema.parse((await browser.get('/api/visits')).body).visits
  const me = async () => PhoneMeSchema.parse((await browser.get('/api/me')).body)
  const says = (visitId: string, answer: 'drop' | 'not-me') =>
    browser.send('POST', `/api/visits/${visitId}`, { answer })
  return { id, alias, browser, credId, visits, me, says }
}

const visitOf = (over: Partial<ShopVisit> = {}): ShopVisit => ({
  ...{ visitId: stage.ids.next<VisitId>(), customerId: minji.alias, storeName: { ko: '강남점', en: 'Gangnam' } },
  ...{ kioskId: 'kiosk-2' as ShopVisit['kioskId'], credId: minji.credId, level: 'L2' },
  ...{ startedAt: stage.time.nowMs(), endedAt: null, granted: ['assist.notify'] },
  used: [
    { field: 'visit.name', purpose: null },
    { field: 'floor.name', purpose: 'assist.notify' },
  ],
  ...over,
})
const told = async (visit: ShopVisit) => (await stage.asStore('PUT', `/visits/${visit.visitId}`, visit)).status
const shown = ({ customerId: _alias, ...visit }: ShopVisit, state: PhoneVisit['state'] = 'kept') => ({
  ...visit,
  state,
})

describe('a visit to a store, on the phone', () => {
  test('stands there as the store told it, newest first, and says when the key was last used', async () => {
    const first = visitOf()
    expect(await told(first)).toBe(200)
    stage.time.advance(MINUTE_MS)
    const second = visitOf({ credId: null, level: 'L3' })
    await told(second)
    expect(await minji.visits()).toEqual([shown(second), shown(first)])
    expect((await minji.me()).credentials).toMatchObject([{ credId: minji.credId, lastUsedAt: first.startedAt }])
  })

  test('told twice is one; the newest state counts, and one that is over does not open again', async () => {
    const open = visitOf()
    const over = { ...open, endedAt: open.startedAt + MINUTE_MS }
    for (const visit of [open, open, over, open]) expect(await told(visit)).toBe(200)
    expect(await minji.visits()).toEqual([shown(over)])
  })

  test('is nobody else’s to see, to change or to overwrite', async () => {
    const jiwoo = await member('C-2')
    const visit = visitOf()
    await told(visit)
    expect(await jiwoo.visits()).toEqual([])
    expect(await jiwoo.says(visit.visitId, 'not-me')).toMatchObject({ status: 404 })
    expect(await told({ ...visit, customerId: jiwoo.alias })).toBe(422)
    expect((await minji.me()).credentials).toMatchObject([{ status: 'active' }])
  })

  test('of nobody whom the shop knows, of another id, and of senseless words is refused', async () => {
    const visit = visitOf()
    expect(await told({ ...visit, customerId: '0'.repeat(32) as ShopVisit['customerId'] })).toBe(422)
    expect((await stage.asStore('PUT', `/visits/${visitOf().visitId}`, visit)).status).toBe(400)
    expect((await stage.asStore('PUT', `/visits/${visit.visitId}`, { ...visit, level: 'L9' })).status).toBe(400)
    expect((await stage.json('GET', '/api/visits')).status).toBe(401)
    expect((await minji.browser.send('POST', `/api/visits/${visit.visitId}`, { answer: 'maybe' })).status).toBe(400)
  })

  test('is there for 30 days and then for nobody, on the disk either', async () => {
    const visit = visitOf()
    await told(visit)
    stage.time.advance(VISIT_KEPT_MS - MINUTE_MS)
    const early = stage.db.prepare('select count(*) as n from visits')
    expect(early.get()).toEqual({ n: 1 })
    stage.time.advance(MINUTE_MS)
    expect(early.get()).toEqual({ n: 0 })
    expect(await told(visit)).toBe(200)
    expect(early.get()).toEqual({ n: 0 })
  })
})

describe('"that was not me"', () => {
  test('[A1] revokes the key that was shown, and tells the store to end the visit', async () => {
    const visit = visitOf()
    await told(visit)
    const { cursor } = await stage.changesSince()
    const answer = await minji.says(visit.visitId, 'not-me')
    expect(PhoneVisitsSchema.parse(answer.body).visits).toEqual([shown(visit, 'disowned')])
    const page = await stage.changesSince(cursor)
    expect(page.of('credential')).toMatchObject([{ value: { credId: minji.credId, status: 'revoked' } }])
    expect(page.of('visit-dropped')).toMatchObject([{ value: { visitId: visit.visitId, why: 'disowned' } }])
    expect((await minji.me()).credentials).toMatchObject([{ status: 'revoked' }])
  })

  test('said twice, or of a key that is gone, changes nothing more; what the store tells later is not kept', async () => {
    const visit = visitOf()
    await told(visit)
    await minji.browser.send('DELETE', `/api/credentials/${minji.credId}`)
    await minji.says(visit.visitId, 'not-me')
    const { cursor } = await stage.changesSince()
    expect((await minji.says(visit.visitId, 'not-me')).status).toBe(200)
    expect((await minji.says(visit.visitId, 'drop')).status).toBe(200)
    await told({ ...visit, endedAt: visit.startedAt + 1, used: [] })
    expect(await minji.visits()).toEqual([shown(visit, 'disowned')])
    expect((await stage.changesSince(cursor)).changes).toEqual([])
  })

  test('of a visit without a key drops it only', async () => {
    const visit = visitOf({ credId: null })
    await told(visit)
    await minji.says(visit.visitId, 'not-me')
    expect((await minji.me()).credentials).toMatchObject([{ status: 'active' }])
  })
})

describe('a dropped visit', () => {
  test('is told to the store, and the key stays good', async () => {
    const visit = visitOf({ endedAt: stage.time.nowMs() + 1 })
    await told(visit)
    const { cursor } = await stage.changesSince()
    await minji.says(visit.visitId, 'drop')
    const page = await stage.changesSince(cursor)
    expect(page.changes).toEqual([{ feed: 'visit-dropped', value: { visitId: visit.visitId, why: 'dropped' } }])
    expect(await minji.visits()).toEqual([shown(visit, 'dropped')])
  })

  test('may have been dropped at the kiosk: the phone shows that it was, and nothing of what was used', async () => {
    const visit = visitOf()
    await told(visit)
    const { cursor } = await stage.changesSince()
    const endedAt = visit.startedAt + MINUTE_MS
    await told({ ...visit, endedAt, forgotten: true })
    expect(await minji.visits()).toEqual([shown({ ...visit, endedAt, used: [], granted: [] }, 'dropped')])
    expect((await stage.changesSince(cursor)).changes).toEqual([])
  })

  test('can still be disowned', async () => {
    const visit = visitOf()
    await told(visit)
    await minji.says(visit.visitId, 'drop')
    await minji.says(visit.visitId, 'not-me')
    expect(await minji.visits()).toEqual([shown(visit, 'disowned')])
    expect((await minji.me()).credentials).toMatchObject([{ status: 'revoked' }])
  })
})
