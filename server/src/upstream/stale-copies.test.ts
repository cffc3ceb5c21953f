import type { ConfigurationId } from '@dangol/domain/ids/ids.ts'
import type { ShopChange } from '@dangol/protocol/shop.ts'
import { describe, expect, test } from 'vitest'
import { wire } from '../testing/goods-floor.ts'
import { MUG, mugOf } from '../testing/small-shop.ts'
import { asId, callerOf } from '../testing/store-core.ts'
import { JIWOO, memberFeed } from '../testing/store-server.ts'
import { openWiredStore } from '../testing/wired-store.ts'
import type { WiredStore } from '../testing/wired-store.ts'
import { COPY_AGE_MAX_MS } from './stale-copies.ts'

const DAY_MS = 24 * 60 * 60_000
const LONG_AGO = Date.UTC(2026, 0, 1)
const tablet = callerOf('tablet', 'tablet-1', 'jieun')
const FEED: ShopChange[] = [
  { feed: 'model', value: wire(mugOf(2)) },
  ...memberFeed({ consents: { 'config.sync.store': 'granted', 'history.view': 'granted', 'recog.kiosk': 'granted' } }),
  {
    feed: 'configuration',
    value: {
      ...{ id: asId<ConfigurationId>('018f0000-0000-7000-8000-0000000000aa'), customerId: JIWOO, familyId: MUG },
      ...{ modelVersion: 2, revision: 1, name: '', personaId: null, secret: false, discarded: false },
      ...{ choices: { kind: 'table', colour: 'blue' }, origin: 'online', savedAt: LONG_AGO },
      ...{ code: null, codeExpiresAt: null },
    },
  },
  {
    feed: 'history',
    value: {
      customerId: JIWOO,
      order: {
        ...{ number: 'W-1', placedAt: LONG_AGO, channel: 'web', state: 'completed', units: 1 },
        total: { minor: 100, currency: 'KRW' },
        lines: [{ sku: 'A', title: 'A', quantity: 1, total: { minor: 100, currency: 'KRW' } }],
      },
    },
  },
]

const kept = (store: WiredStore) => {
  const count = (table: string) => store.db.prepare<[], number>(`select count(*) from ${table}`).pluck().get()
  return { configurations: count('configurations'), orders: count('past_orders'), lines: count('past_order_lines') }
}
const ALL = { configurations: 1, orders: 1, lines: 1 }
const NONE = { configurations: 0, orders: 0, lines: 0 }

async function cutFor(store: WiredStore, ms: number): Promise<void> {
  store.shop.isReachable = false
  await store.mirror.poll()
  store.time.advance(ms)
  store.tidy()
}

describe('what the store keeps by consent', () => {
  test('[A10] lives for seven days without the shop, and comes back whole with the line', async () => {
    const store = await openWiredStore(FEED)
    await cutFor(store, COPY_AGE_MAX_MS)
    expect(kept(store)).toEqual(ALL)
    await cutFor(store, 1)
    expect(kept(store)).toEqual(NONE)
    await cutFor(store, DAY_MS)
    store.shop.isReachable = true
    await store.feed()
    expect(kept(store)).toEqual(ALL)
  })

  test('stays however old it is while the shop confirms it', async () => {
    const store = await openWiredStore(FEED)
    store.time.advance(30 * DAY_MS)
    await store.feed()
    store.tidy()
    expect(kept(store)).toEqual(ALL)
  })

  test('is not dropped again while a long absence is being made up for', async () => {
    const store = await openWiredStore(FEED)
    await cutFor(store, 2 * COPY_AGE_MAX_MS)
    store.shop.isReachable = true
    store.shop.feed.push(...Array.from({ length: 600 }, (_, n) => gone(`${n}`)))
    expect(await store.mirror.poll()).toBe(true)
    store.tidy()
    expect(kept(store)).toEqual(ALL)
  })

  test('leaves an open visit what it may be using', async () => {
    const store = await openWiredStore(FEED)
    await cutFor(store, COPY_AGE_MAX_MS - 1)
    const begin = { commandId: store.commandId(), customerId: JIWOO, lang: 'ko' } as const
    expect(await store.handlers['visits:begin-for'](tablet, begin)).toMatchObject({ ok: true })
    await cutFor(store, 2)
    expect(kept(store)).toEqual({ ...NONE, configurations: 1 })
    store.time.advance(DAY_MS)
    store.tidy()
    expect(kept(store)).toEqual(NONE)
  })
})

const gone = (id: string): ShopChange => ({ feed: 'deleted', value: { feed: 'thing', id } })
