import type { PhoneVisit } from '@dangol/protocol/shop-privacy.ts'
import { afterEach, expect, test } from 'vitest'
import type { Route } from '../testing/shop-at-hand.ts'
import { ME, shopAtHand } from '../testing/shop-at-hand.ts'
import { useMyData } from './my-data.ts'
import { OPEN_FOR_MS, useVisits } from './visits.ts'

const VISIT_ID = '01930000-0000-7000-8000-00000000000a'
let close: () => void = () => undefined
afterEach(() => close())

async function open(routes: Record<string, Route>) {
  const shop = await shopAtHand(routes)
  close = () => shop.close()
  return shop
}
const visit = (over: Partial<PhoneVisit> = {}) => ({
  ...{ visitId: VISIT_ID, storeName: { ko: '강남점', en: 'Gangnam' }, kioskId: 'kiosk-2', credId: 'ab'.repeat(8) },
  ...{ level: 'L2', startedAt: 1_800_000_000_000, endedAt: null, used: [], granted: [], state: 'kept' },
  ...over,
})
const visits = (...told: unknown[]) => ({ body: { visits: told } })

test('a visit that is going on is known as such, until the store says that it is over', async () => {
  let told = [visit()]
  await open({ 'GET /api/visits': () => visits(...told) })
  const store = useVisits()
  await store.load()
  expect(store.open?.kioskId).toBe('kiosk-2')
  told = [visit({ endedAt: 1_800_000_060_000 })]
  await store.load()
  expect([store.state, store.open]).toEqual(['ready', null])
})

test('a visit that a store without a line never ended is not shown as going on for ever', async () => {
  const shop = await open({ 'GET /api/visits': () => visits(visit()) })
  const store = useVisits()
  shop.time.pass(OPEN_FOR_MS)
  await store.load()
  expect([store.visits.length, store.open]).toEqual([1, null])
})

test('"that was not me" is answered with how it stands now', async () => {
  const said: unknown[] = []
  await open({
    'GET /api/visits': () => visits(visit()),
    'POST /api/visits/:id': (body) => {
      said.push(body)
      return visits(visit({ state: 'disowned' }))
    },
  })
  const store = useVisits()
  await store.load()
  expect(await store.answer(VISIT_ID, 'not-me')).toMatchObject({ ok: true })
  expect([said, store.visits[0]?.state, store.open]).toEqual([[{ answer: 'not-me' }], 'disowned', null])
})

test('without a line nothing is claimed: an unread list says so, a read one stays, an answer is refused', async () => {
  const shop = await open({ 'GET /api/visits': () => visits(visit()) })
  const read = useVisits()
  await read.load()
  shop.unplug()
  await read.load()
  expect([read.state, read.visits.length]).toEqual(['ready', 1])
  expect(await read.answer(VISIT_ID, 'drop')).toMatchObject({ ok: false, error: { code: 'offline' } })
  expect(read.visits[0]?.state).toBe('kept')
  const unread = await open({})
  unread.unplug()
  const store = useVisits()
  await store.load()
  expect(store.state).toBe('offline')
})

test('forgetting, and being known again, are read back from the shop', async () => {
  let storesKnowMe = true
  const shop = await open({
    'GET /api/me': () => ({ body: { ...ME, storesKnowMe } }),
    'POST /api/forget-me': () => ((storesKnowMe = false), { body: null }),
    'DELETE /api/me': () => ({ status: 401, body: { code: 'wrong-code' } }),
  })
  const myData = shop.use(() => useMyData())
  expect(await myData.forgetMe()).toMatchObject({ ok: true })
  expect(shop.asked).toEqual(['POST /api/forget-me', 'GET /api/me'])
  expect(await myData.eraseAccount('000000')).toMatchObject({ ok: false, error: { code: 'wrong-code' } })
})
