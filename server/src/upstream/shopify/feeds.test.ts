import type { Feed } from '@dangol/protocol/link.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFaultySend } from '../../testing/faulty-send.ts'
import type { FeedPage } from '../connector.ts'
import { addCart, addCustomer, addOrder } from './testing/fake-seed.ts'
import { keys, openShopifyAtHand } from './testing/shop-at-hand.ts'
import type { ShopifyAtHand } from './testing/shop-at-hand.ts'

let hand: ShopifyAtHand
const never = new AbortController().signal
beforeEach(async () => {
  hand = await openShopifyAtHand()
})
afterEach(() => hand.shop.close())

async function changes(feed: Feed, cursor: string | null, limit = 2): Promise<FeedPage> {
  hand.shop.setPoints(2_000)
  const answer = await hand.connect().changes(feed, cursor, { limit, signal: never })
  if (answer.kind !== 'answered') throw new Error(answer.why)
  return answer.value
}
async function toTheEnd(feed: Feed, from: string): Promise<{ ids: string[]; cursor: string }> {
  const ids: string[] = []
  for (let cursor = from; ;) {
    const page = await changes(feed, cursor)
    ids.push(...page.told.map(({ id }) => id))
    cursor = page.cursor
    if (!page.more) return { ids, cursor }
  }
}
const touch = (id: string): void => {
  Object.assign(hand.shop.state.orders.get(id) ?? {}, { updated: hand.shop.state.now() })
}

test('[U5] from now on brings nothing that was before, and the time of the shop', async () => {
  hand.time.advance(3_600_000)
  const page = await changes('orders', null)
  expect(page).toMatchObject({ told: [], gone: [], more: false, shopNowMs: hand.time.nowMs() })
  hand.time.advance(60_000)
  expect((await toTheEnd('orders', page.cursor)).ids).toEqual([])
})

test('[U5] a record that changes while its window is read is missed in none and comes again in the next', async () => {
  const { cursor } = await changes('orders', null)
  const ids = Array.from({ length: 5 }, () => addOrder(hand.shop.state, hand.customerRef))
  hand.time.advance(10_000)
  const first = await changes('orders', cursor)
  const late = ids.at(-1) ?? ''
  hand.time.advance(5_000)
  touch(late)
  const rest = await toTheEnd('orders', first.cursor)
  const seen = new Set([...first.told.map(({ id }) => id), ...rest.ids])
  for (const id of ids.filter((each) => each !== late)) expect(seen).toContain(id)
  expect(seen).not.toContain(late)
  hand.time.advance(10_000)
  expect((await toTheEnd('orders', rest.cursor)).ids).toContain(late)
})

test('[U5] windows overlap, so that what a search was late with is found by a later one', async () => {
  const { cursor } = await changes('orders', null)
  hand.time.advance(300_000)
  hand.shop.state.lagMs = 30_000
  const id = addOrder(hand.shop.state, hand.customerRef)
  const first = await toTheEnd('orders', cursor)
  expect(first.ids).not.toContain(id)
  hand.time.advance(60_000)
  expect((await toTheEnd('orders', first.cursor)).ids).toContain(id)
})

test('[U5] a store whose clock is ahead asks by the clock of the shop', async () => {
  const { cursor } = await changes('orders', null)
  hand.time.advance(600_000)
  // The answer says an earlier time than the one that was asked for.
  const shopMs = hand.time.nowMs() - 300_000
  const connector = hand.connect(async (url, init) => {
    const response = await fetch(url, init)
    const headers = new Headers(response.headers)
    headers.set('date', new Date(shopMs).toUTCString())
    return new Response(await response.text(), { status: response.status, headers })
  })
  const answer = await connector.changes('orders', cursor, { limit: 50, signal: never })
  const next = answer.kind === 'answered' ? answer.value.cursor : '{}'
  expect((JSON.parse(next) as { sinceMs: number }).sinceMs).toBeLessThan(shopMs)
})

test('[U5] a window of stock goes through every place before it closes', async () => {
  const { cursor } = await changes('stock', null)
  hand.time.advance(5_000)
  for (const level of hand.shop.state.levels.values()) level.updated = hand.shop.state.now()
  const { ids } = await toTheEnd('stock', cursor)
  // The levels of the mug that stands for a family are none of the store's.
  expect(new Set(ids).size).toBe(4)
})

test('[U5] open orders are swept, and of the other feeds nothing', async () => {
  const cancelled = addOrder(hand.shop.state, hand.customerRef)
  Object.assign(hand.shop.state.orders.get(cancelled) ?? {}, { cancelledAt: '2026-11-20T00:00:00Z' })
  const swept = await hand.connect().sweep('orders', null, { limit: 50, signal: never })
  const ids = swept.kind === 'answered' ? swept.value.told.map(({ id }) => id) : []
  expect(ids.length).toBeGreaterThan(0)
  expect(ids).not.toContain(cancelled)
  expect(await hand.connect().sweep('carts', null, { limit: 50, signal: never })).toMatchObject({ value: { told: [] } })
})

test('the first page of a scan says how many orders there are', async () => {
  const scan = await hand.connect().scan('orders', null, { limit: 2, signal: never })
  expect(scan).toMatchObject({ value: { total: hand.shop.state.orders.size, more: true } })
})

test('an order with more lines than a page has room for comes with all of them', async () => {
  const id = addOrder(hand.shop.state, hand.customerRef)
  const order = hand.shop.state.orders.get(id)
  const [line] = order?.lines ?? []
  if (order === undefined || line === undefined) throw new Error('no order')
  hand.shop.state.orders.set(id, { ...order, lines: Array<typeof line>(145).fill(line) })
  const answer = await hand.connect().read('orders', [id], never)
  expect(answer).toMatchObject({ value: { told: [{ changes: [{ value: { order: { units: 290 } } }] }] } })
})

test('a question that costs too much is asked again by halves, and remembered', async () => {
  const connector = hand.connect()
  hand.shop.setCostMax(40)
  const scan = await connector.scan('customers', null, { limit: 50, signal: never })
  expect(scan).toMatchObject({ kind: 'answered', value: { more: true } })
  expect(scan.kind === 'answered' ? scan.value.told.length : 0).toBe(3)
})

test('[U6] a bucket that is empty is waited for, and nothing is lost', async () => {
  const connector = hand.connect()
  hand.shop.setPoints(0)
  const startedMs = hand.time.nowMs()
  const scan = await connector.scan('customers', null, { limit: 4, signal: never })
  expect(scan).toMatchObject({ kind: 'answered' })
  expect(hand.time.nowMs()).toBeGreaterThan(startedMs)
})

test('[U4] an error of the shop in one row stops no other', async () => {
  const line = createFaultySend(async (url, init) => {
    const response = await fetch(url, init)
    const body = (await response.json()) as { data: { customers?: { nodes: unknown[] } } }
    const nodes = body.data.customers?.nodes ?? []
    nodes[0] = null
    const errors = [
      { message: 'broken', path: ['customers', 'nodes', 0], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]
    return Response.json({ ...body, errors }, { headers: response.headers })
  })
  const scan = await hand.connect(line.send).scan('customers', null, { limit: 4, signal: never })
  expect(scan).toMatchObject({ value: { unusable: [{ feed: 'customers', reason: 'shape' }] } })
  expect(scan.kind === 'answered' ? scan.value.told.length : 0).toBe(3)
})

test('[U9] everything about one customer is read at once, and of nobody else', async () => {
  const connector = hand.connect()
  const other = addCustomer(hand.shop.state, '다른')
  for (let count = 0; count < 8; count += 1) addOrder(hand.shop.state, hand.customerRef)
  addOrder(hand.shop.state, other)
  addCart(hand.shop.state, other)
  for (const [feed, count] of [
    ['orders', 9],
    ['carts', 1],
    ['configurations', 1],
  ] as const) {
    hand.shop.setPoints(2_000)
    const answer = await connector.readOf(feed, hand.customerRef, { limit: 50, signal: never })
    const told = answer.kind === 'answered' ? answer.value.told : []
    expect(told.map(({ customerId }) => customerId)).toEqual(Array(count).fill(keys.alias(hand.customerRef)))
  }
})

test('staff find somebody by the whole e-mail address or number, and nobody who is only alike', async () => {
  const connector = hand.connect()
  const find = async (query: { email?: string; phone?: string }) => {
    const answer = await connector.findCustomers({ ...query, limit: 5 }, never)
    return answer.kind === 'answered' ? answer.value : []
  }
  expect(await find({ email: 'Shopper0@example.test' })).toMatchObject([{ id: hand.customerRef, name: '김민지' }])
  expect(await find({ email: 'shopper@example.test' })).toEqual([])
  expect(await find({ phone: '+82 10-1234-0000' })).toMatchObject([{ id: hand.customerRef }])
  expect(await find({ phone: '010-1234-0000' })).toMatchObject([{ id: hand.customerRef }])
  expect(await find({ phone: '010-1234-0001' })).toEqual([])
  expect(await find({})).toEqual([])
})

test('staff see the newest orders first', async () => {
  hand.time.advance(60_000)
  const id = addOrder(hand.shop.state, hand.customerRef)
  const answer = await hand.connect().ordersOf(hand.customerRef, 1, never)
  expect(answer).toMatchObject({ value: [{ number: hand.shop.state.orders.get(id)?.name }] })
})
