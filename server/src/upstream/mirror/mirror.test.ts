import type { ShopChange } from '@dangol/protocol/shop.ts'
import { describe, expect, test } from 'vitest'
import { createLogger } from '../../platform/log.ts'
import { pageDigest } from '../../platform/page-digest.ts'
import { createFakeShop } from '../../testing/fake-shop.ts'
import { DEFAULT_STORE } from '../../features/stores/default-store.ts'
import { SHOP_KEYS } from '../../testing/shop-seals.ts'
import { openStoreCore } from '../../testing/store-core.ts'
import { settled } from '../../testing/wired-store.ts'
import { createEmbeddedConnector } from '../embedded-connector.ts'
import { createSealedRoster } from '../sealed-roster.ts'
import { CHUNK_MAX } from './chunks.ts'
import { createMirror } from './mirror.ts'

const gone = (id: string): ShopChange => ({ feed: 'deleted', value: { feed: 'thing', id } })
const many = (times: number): ShopChange[] => Array.from({ length: times }, (_, at) => gone(`${at}`))

function open(feed: ShopChange[]) {
  const core = openStoreCore()
  const shop = createFakeShop(core.time, feed)
  const seen: string[] = []
  const heard: boolean[] = []
  const apart: number[] = []
  const chunks: number[] = []
  let isBroken = false
  let nonces = 0
  const roster = createSealedRoster({
    db: core.db,
    keys: SHOP_KEYS,
    storeId: DEFAULT_STORE.id,
    isKept: () => true,
    log: createLogger('silent'),
  })
  const random = (length: number) => new Uint8Array(length).fill(++nonces)
  const connector = createEmbeddedConnector({ shop, clock: core.time, random, roster })
  const mirror = createMirror({
    ...core,
    ...{ clock: core.time, steady: core.time.steady, timers: core.time, random },
    log: createLogger('silent'),
    sources: [{ source: 'members', connector, feeds: ['log'], pollMs: 1_000, pause: { isPaused: () => false } }],
    gate: { isErased: () => false, mayKeep: () => true },
    nightOf: () => 'night',
    onCompared: () => undefined,
    sinks: {
      deleted: [
        ({ value }) => {
          if (isBroken) throw new Error('a sink broke')
          seen.push(value.id)
        },
      ],
    },
    afterChunk: () => void chunks.push(seen.length),
    onHeard: (isUp) => void heard.push(isUp),
    onShopTime: ({ shopNowMs, askedAtMs }) => void apart.push(shopNowMs - askedAtMs),
  })
  const cursor = () =>
    core.db.prepare<[], { cursor: string | null }>('select cursor from mirror_feeds').get()?.cursor ?? null
  return {
    ...core,
    shop,
    mirror,
    seen,
    heard,
    apart,
    chunks,
    cursor,
    roster,
    breakSink: (broken: boolean) => (isBroken = broken),
  }
}

describe('the mirror of the online shop', () => {
  test('takes in every page, in chunks that leave room for shoppers, and says how current it is', async () => {
    const { mirror, seen, chunks, cursor, time } = open(many(750))
    expect(mirror.currentAtMs()).toBeNull()
    mirror.makeWay()
    expect(await mirror.poll()).toBe(true)
    expect(mirror.currentAtMs()).toBeNull()
    expect(await mirror.poll()).toBe(false)
    expect(seen).toHaveLength(750)
    expect(Math.max(...chunks.map((end, at) => end - (chunks[at - 1] ?? 0)))).toBe(CHUNK_MAX)
    expect(cursor()).toBe('750')
    expect(mirror.currentAtMs()).toBe(time.nowMs())
  })

  test('a page that broke half-way comes again, cursor unmoved', async () => {
    const { mirror, seen, cursor, breakSink } = open(many(3))
    breakSink(true)
    expect(await mirror.poll()).toBe(false)
    expect(cursor()).toBeNull()
    breakSink(false)
    await mirror.poll()
    expect(seen).toEqual(['0', '1', '2'])
    expect(cursor()).toBe('3')
  })

  test("passes on the shop's clock with the moment it was asked for", async () => {
    const { mirror, shop, apart } = open([])
    await mirror.poll()
    shop.clockAheadMs = 20_000
    await mirror.poll()
    shop.isReachable = false
    await mirror.poll()
    expect(apart).toEqual([0, 20_000])
  })

  test('[A20] takes in nothing that the shop has not signed for this question, and is no more current for it', async () => {
    const { mirror, shop, seen, cursor, heard, time, roster } = open(many(1))
    const real = shop.changes.bind(shop)
    const before = await real({ cursor: null, limit: 500, nonce: 'n'.repeat(22) }, AbortSignal.timeout(30_000))
    shop.changes = () => Promise.resolve(before)
    expect(await mirror.poll()).toBe(false)
    expect([seen, cursor(), mirror.currentAtMs(), heard]).toEqual([[], null, null, [false]])
    expect(roster.refused()).toEqual({ 'other-question': 1 })
    shop.changes = real
    await mirror.poll()
    expect([seen, mirror.currentAtMs(), heard]).toEqual([['0'], time.nowMs(), [false, true]])
  })

  test('[A20] a page that lost or gained a change on its way is refused whole', async () => {
    const { mirror, shop, seen, roster } = open(many(2))
    const real = shop.changes.bind(shop)
    for (const change of [[], [gone('0')], [gone('0'), gone('1'), gone('2')]]) {
      shop.changes = async (ask, signal) => {
        const answer = await real(ask, signal)
        if (answer.kind !== 'answered') return answer
        return {
          kind: 'answered',
          value: { ...answer.value, changes: change, digest: pageDigest(change.map((one) => JSON.stringify(one))) },
        }
      }
      await mirror.poll()
    }
    expect(seen).toEqual([])
    expect(roster.refused()).toEqual({ 'other-content': 3 })
  })

  test('is as current as the moment of the question, not of the answer', async () => {
    const { mirror, shop, time } = open([])
    const askedAtMs = time.nowMs()
    const real = shop.changes.bind(shop)
    shop.changes = async (ask, signal) => {
      const answer = await real(ask, signal)
      time.advance(5_000)
      return answer
    }
    await mirror.poll()
    expect(mirror.currentAtMs()).toBe(askedAtMs)
  })

  test('goes on asking each second, and tells whether it was heard', async () => {
    const { mirror, shop, heard, seen, time } = open([])
    mirror.start()
    await settled()
    shop.isReachable = false
    time.advance(1_000)
    await settled()
    shop.isReachable = true
    shop.feed.push(gone('late'))
    time.advance(1_000)
    await settled()
    expect(heard).toEqual([true, false, true])
    expect(seen).toEqual(['late'])
    await mirror.stop()
    time.advance(10_000)
    await settled()
    expect(heard).toHaveLength(3)
  })
})
