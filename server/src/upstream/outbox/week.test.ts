import type { ConfigurationId, OrderId } from '@dangol/domain/ids/ids.ts'
import type { ShopConsent } from '../online-shop.ts'
import { describe, expect, test } from 'vitest'
import { memberOf, openTradingStore } from './testing/trading-store.ts'
import type { TradingStore } from './testing/trading-store.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAYS = 7
const HOURS_A_DAY = 12
const MEMBERS = 12
/** Each member goes on with a few things of theirs. */
const THINGS_EACH = 3

/** What happened in the store, in the order it happened. */
interface Trade {
  readonly orders: { readonly id: OrderId; readonly about: string }[]
  /** How often a thing was saved, by its id. */
  readonly saves: Map<ConfigurationId, number>
  readonly consents: { readonly id: string; readonly about: string }[]
}

/** One visit: an order, a thing of theirs changed, now and then a consent. */
function oneVisit(store: TradingStore, trade: Trade, n: number): void {
  const member = n % 4 === 3 ? null : memberOf(n % MEMBERS)
  const visitId = store.begin(member)
  if (member !== null) {
    const id = `018f0000-0000-7000-8000-${String((n % MEMBERS) * THINGS_EACH + (n % THINGS_EACH)).padStart(12, '0')}`
    const revision = trade.saves.get(id as ConfigurationId) ?? 0
    store.save(visitId, member, id as ConfigurationId, revision)
    trade.saves.set(id as ConfigurationId, revision + 1)
  }
  const { id } = store.order(visitId, member)
  trade.orders.push({ id, about: member ?? id })
  if (member !== null && n % 5 === 0) trade.consents.push({ id: agree(store, member, n), about: member })
  store.end(visitId, member)
}

function agree(store: TradingStore, customerId: ShopConsent['customerId'], n: number): string {
  const { commandId } = store.command()
  const body = { commandId, customerId, consents: { 'history.view': n % 2 === 0 ? 'granted' : 'withdrawn' } } as const
  const { core, outbox } = store.store().features
  core.transact(() => outbox.enqueue({ kind: 'consent', key: commandId, body }))
  return commandId
}

/** Trades for a week; `between` is called after each visit with its number. */
async function aWeek(
  store: TradingStore,
  everyMinutes: number,
  between: (n: number) => Promise<void> | void,
): Promise<Trade> {
  const trade: Trade = { orders: [], saves: new Map(), consents: [] }
  for (let n = 0, day = 0; day < DAYS; day++) {
    for (let minute = 0; minute < HOURS_A_DAY * 60; minute += everyMinutes, n++) {
      oneVisit(store, trade, n)
      await store.pass(everyMinutes * MINUTE_MS, 2 * MINUTE_MS)
      await between(n)
    }
    await store.pass((24 - HOURS_A_DAY) * HOUR_MS, 10 * MINUTE_MS)
  }
  return trade
}

/** The line is back and the outbox has had its time. */
async function drained(store: TradingStore): Promise<void> {
  store.store().features.outbox.retryNow()
  for (let n = 0; n < 200 && store.store().features.outbox.waiting() > 0; n++) await store.pass(30_000, 1_000)
}

function expectAllThere(store: TradingStore, trade: Trade): void {
  expect(store.store().features.outbox.waiting()).toBe(0)
  expect(store.shop.orders.size).toBe(trade.orders.length)
  const atShop = [...store.shop.orders.keys()]
  for (const about of new Set(trade.orders.map((order) => order.about))) {
    const made = trade.orders.filter((order) => order.about === about).map(({ id }): string => id)
    expect(atShop.filter((id) => made.includes(id))).toEqual(made)
  }
  for (const [id, saves] of trade.saves)
    expect(store.shop.configurations.find((one) => one.id === id)?.revision).toBe(saves)
  expect(new Set([...store.shop.orders.values()].map(({ storeNumber }) => storeNumber)).size).toBe(trade.orders.length)
  const told = store.store().features.orders.recent(5_000)
  expect(told.filter(({ upstream }) => upstream !== 'delivered')).toEqual([])
}

describe('a week without the shop', () => {
  test('[U6] [U2] the store sells on; what waits is bounded by what it is about, seen, and leaves in order when the shop is back', async () => {
    const store = await openTradingStore(MEMBERS)
    store.shop.isReachable = false
    const begun = store.time.nowMs()
    let oldest = 0
    const trade = await aWeek(store, 20, () => {
      const state = store.store().features.outbox.state()
      oldest = Math.max(oldest, store.time.nowMs() - (state.oldestAt ?? store.time.nowMs()))
    })
    const state = store.store().features.outbox.state()
    // Orders, each once; of things and of people's consents as many as there are, however often they changed.
    const visits = store.db.prepare<[], number>("select count(*) from outbox where kind = 'visit'").pluck().get() ?? 0
    const things = trade.saves.size
    expect(state.waiting).toBeLessThanOrEqual(trade.orders.length + visits + things + MEMBERS)
    expect(visits).toBeLessThanOrEqual(trade.orders.length)
    expect([...trade.saves.values()].reduce((sum, saves) => sum + saves, 0)).toBeGreaterThan(4 * things)
    expect(state).toMatchObject({ letters: 0, sent: 0, sentAt: null, oldestAt: expect.any(Number) as number })
    expect(state.breaker).not.toBe('closed')
    expect(oldest).toBeGreaterThan(6 * 24 * HOUR_MS)
    expect(state.oldestAt).toBe(begun)

    store.shop.isReachable = true
    await drained(store)
    expectAllThere(store, trade)
    expect(store.store().features.outbox.state()).toMatchObject({ waiting: 0, oldestAt: null, breaker: 'closed' })
  })

  test('[U6] [U2] and over a night in which the store was switched off and on again', async () => {
    const store = await openTradingStore(MEMBERS)
    store.shop.isReachable = false
    const trade = await aWeek(store, 40, async (n) => {
      if (n % 30 === 29) await store.restart()
    })
    await store.restart()
    store.shop.isReachable = true
    await drained(store)
    expectAllThere(store, trade)
  })

  test('[U1] [U2] with a shop that comes and goes, and stands still between, everything is there once', async () => {
    const store = await openTradingStore(MEMBERS)
    const trade = await aWeek(store, 40, (n) => {
      store.shop.isReachable = n % 7 > 3
      store.shop.isSilent = n % 11 === 5
    })
    store.shop.isReachable = true
    store.shop.isSilent = false
    await drained(store)
    expectAllThere(store, trade)
  })
})
