import { afterEach, expect, test } from 'vitest'
import type { Route } from '../testing/shop-at-hand.ts'
import { CONFIGURATION, ME, shopAtHand } from '../testing/shop-at-hand.ts'
import { useOrders } from './orders.ts'
import { useSession } from './session.ts'
import { useShelf } from './shelf.ts'

let close: () => void = () => undefined
afterEach(() => close())

async function open(routes: Record<string, Route>) {
  const shop = await shopAtHand(routes)
  close = () => shop.close()
  return shop
}

const stored = (savedAt: number, revision = 1) => ({
  id: CONFIGURATION,
  familyId: 'runner',
  modelVersion: 1,
  revision,
  name: '출근용',
  personaId: null,
  secret: false,
  choices: { upper: 'white' },
  origin: 'online',
  savedAt,
})

test('a shopper without a session is asked to sign in', async () => {
  await open({ 'GET /api/me': () => ({ status: 401, body: { code: 'signed-out' } }) })
  const session = useSession()
  await session.load()
  expect(session.session.kind).toBe('signed-out')
})

test('a page that opens without a line says so', async () => {
  const shop = await open({})
  shop.unplug()
  const session = useSession()
  await session.load()
  expect(session.session.kind).toBe('offline')
})

test('a page already signed in stays as it is when the line goes, and with it the member code', async () => {
  const shop = await open({ 'GET /api/me': () => ({ body: ME }) })
  const session = useSession()
  await session.load()
  shop.unplug()
  await session.load()
  expect(session.session).toMatchObject({ kind: 'signed-in', me: { number: ME.number } })
})

test('an answer that is none signs nobody out', async () => {
  let body: unknown = ME
  await open({ 'GET /api/me': () => ({ body }) })
  const session = useSession()
  await session.load()
  body = 'half an answer'
  await session.load()
  expect(session.session).toMatchObject({ kind: 'signed-in', me: { number: ME.number } })
})

test('says that it is the retailer’s own shop that does not answer, and keeps what was read before', async () => {
  let status = 200
  const away = { status: 503, body: { code: 'shop-unreachable' } }
  await open({
    'GET /api/catalogue': () => ({ body: { models: [], compiled: {} } }),
    'GET /api/configurations': () => (status === 200 ? { body: { configurations: [stored(1)] } } : away),
    'GET /api/orders?page=0': () => away,
  })
  const [shelf, orders] = [useShelf(), useOrders()]
  await shelf.load()
  status = 503
  await Promise.all([shelf.load(), orders.load()])
  expect([shelf.state, shelf.configurations.length, orders.state]).toEqual(['shop-away', 1, 'shop-away'])
})

test('a shopper is told when a code may not be on its way', async () => {
  await open({
    'GET /api/shop': () => ({ body: { linked: true } }),
    'POST /api/sign-in/start': () => ({ body: { shop: 'unreachable' } }),
  })
  const session = useSession()
  await session.loadShop()
  expect(session.linked).toBe(true)
  expect(await session.startSignIn('minji@shop.test')).toEqual({ ok: true, value: { shop: 'unreachable' } })
})

test('the offset of the phone clock is learnt from the shop', async () => {
  await open({ 'GET /api/me': () => ({ body: ME }) })
  const session = useSession()
  await session.load()
  expect(session.session).toMatchObject({ kind: 'signed-in', clockOffsetMs: 5_000 })
})

test('signing in with a wrong code stays signed out and says why', async () => {
  await open({ 'POST /api/sign-in/finish': () => ({ status: 401, body: { code: 'wrong-code' } }) })
  const session = useSession()
  expect(await session.finishSignIn('1001', '000000')).toEqual({ ok: false, error: { code: 'wrong-code' } })
  expect(session.me).toBeNull()
})

test('a consent is shown as the shop confirms it, not as it was wished', async () => {
  await open({
    'GET /api/me': () => ({ body: ME }),
    'PUT /api/consents/assist.notify': (body) => ({
      body: { ...ME, consents: { 'assist.notify': (body as { state: string }).state } },
    }),
  })
  const session = useSession()
  await session.load()
  await session.setConsent('assist.notify', true)
  expect(session.me?.consents).toEqual({ 'assist.notify': 'granted' })
})

test('an answer that does not fit the contract is refused, and what was on the screen stays', async () => {
  let broken = false
  await open({
    'GET /api/catalogue': () => ({ body: { models: [] } }),
    'GET /api/configurations': () => ({
      body: broken ? { configurations: [{ id: 'x' }] } : { configurations: [stored(2)] },
    }),
  })
  const shelf = useShelf()
  await shelf.load()
  broken = true
  await shelf.load()
  expect(shelf.state).toBe('offline')
  expect(shelf.configurations).toHaveLength(1)
})

test('a save that lost to another device says so and reads nothing over it', async () => {
  const shop = await open({
    [`PUT /api/configurations/${CONFIGURATION}`]: () => ({ status: 412, body: { code: 'stale-revision' } }),
  })
  const shelf = useShelf()
  const { origin: _origin, savedAt: _savedAt, ...draft } = stored(1)
  const answer = await shelf.save(draft as never)
  expect(answer).toEqual({ ok: false, error: { code: 'stale-revision' } })
  expect(shop.asked).not.toContain('GET /api/configurations')
})

test('orders are read page by page, and more is offered only while there is more', async () => {
  const order = (number: string) => ({
    number,
    placedAt: 1,
    channel: 'web',
    state: 'completed',
    total: { minor: 1, currency: 'KRW' },
    units: 1,
    lines: [],
  })
  await open({
    'GET /api/orders?page=0': () => ({ body: { orders: [order('W-2')], more: true } }),
    'GET /api/orders?page=1': () => ({ body: { orders: [order('W-1')], more: false } }),
  })
  const orders = useOrders()
  await orders.load()
  expect(orders.more).toBe(true)
  await orders.loadMore()
  expect(orders.orders.map((one) => one.number)).toEqual(['W-2', 'W-1'])
  expect(orders.more).toBe(false)
})
