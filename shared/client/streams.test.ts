import type { DeviceId, FamilyId } from '@dangol/domain/ids/ids.ts'
import type { Presence } from '@dangol/protocol/assist.ts'
import { MESSAGE_BYTES_MAX } from '@dangol/protocol/limits.ts'
import type { LogEntry, Put, Topic } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createReplica } from './replica.ts'
import { openStoreLink } from './store-link.ts'
import type { LinkStatus, StoreLink } from './store-link.ts'
import { systemTimers } from './system-clock.ts'
import { createIds } from './system-ids.ts'
import { startFakeStore } from './testing/fake-store.ts'
import type { FakeStore } from './testing/fake-store.ts'
import { pause, until } from './testing/until.ts'

const TABLET = 'tablet-1' as DeviceId
const VISIT: Topic = 'visit:019a0000-0000-7000-8000-000000000001'
const OTHER: Topic = 'kiosk:tablet-1'
let store: FakeStore
let link: StoreLink

beforeEach(() => {
  store = startFakeStore()
  link = openStoreLink({
    url: store.url,
    handshake: () => ({ protocol: 2, device: { id: TABLET, kind: 'tablet' }, token: 't'.repeat(32) }),
    timers: systemTimers,
    refusedPauseMs: 20,
  })
})
afterEach(async () => {
  link.close()
  await store.stop()
})

const wanPut = (waiting: number): Put => ({ kind: 'wan', id: 'wan', value: { state: 'up', since: 1, waiting } })
const entry = (seq: number, prev: number): LogEntry => ({
  ...{ seq, prev, type: 'wan.changed', at: 1 },
  ...{ puts: [wanPut(seq)], dels: [] },
})
const follow = async (topic: Topic = VISIT) => {
  store.catchUp(topic, { kind: 'snapshot', epoch: 'e', head: 5, puts: [wanPut(5)] })
  const replica = createReplica()
  const subscription = link.subscribe(topic, replica)
  await until(() => subscription.status() === 'live')
  return { replica, subscription, asked: () => store.received.filter(({ name }) => name === 'sync:subscribe').length }
}

describe('a right that ends', () => {
  test('[T3] wipes the copy at once, and what is still on its way is not looked at', async () => {
    const { replica, subscription, asked } = await follow()
    const seen: string[] = []
    replica.onChange(({ wan }) => void seen.push(`${subscription.status()} ${wan.size}`))
    store.io.emit('log:revoked', { topic: VISIT })
    store.append(VISIT, 'e', entry(6, 5))
    store.head(VISIT, 'e', 6)
    await until(() => seen.length > 0)
    await pause(30)
    expect([seen, asked(), link.status()]).toEqual([['refused 0'], 1, 'online'])
  })

  test('[T3] leaves the other topics as they are', async () => {
    const other = await follow(OTHER)
    await follow()
    store.io.emit('log:revoked', { topic: VISIT })
    store.append(OTHER, 'e', entry(6, 5))
    await until(() => other.replica.contents().wan.get('wan')?.waiting === 6)
  })

  test('[T3] is refused a catch-up too, and that wipes the copy as well', async () => {
    const { replica, subscription } = await follow()
    store.answer('sync:subscribe', () => ({ ok: false, error: { code: 'not-entitled' } }))
    store.cut()
    await until(() => subscription.status() === 'refused')
    expect(replica.contents().wan.size).toBe(0)
  })

  test('can come back: stopped and subscribed again, and by itself on the next connection', async () => {
    const first = await follow()
    store.io.emit('log:revoked', { topic: VISIT })
    await until(() => first.subscription.status() === 'refused')
    first.subscription.stop()
    const second = await follow()
    expect(second.replica.contents().wan.get('wan')?.waiting).toBe(5)
    store.io.emit('log:revoked', { topic: VISIT })
    await until(() => second.subscription.status() === 'refused')
    store.cut()
    await until(() => second.subscription.status() === 'live')
    expect(store.received.at(-1)?.input).toEqual({ topic: VISIT, cursor: null })
  })
})

test('[L3] goes on from where the last chunk ended, until it is at the head', async () => {
  const { replica, subscription } = await follow()
  const chunks = new Map([5, 6, 7].map((seq) => [seq, entry(seq + 1, seq)]))
  store.answer('sync:subscribe', ({ cursor }) => {
    const next = chunks.get(cursor?.seq ?? 0)
    return next === undefined || cursor === null
      ? { ok: false, error: { code: 'internal' } }
      : { ok: true, value: { kind: 'entries', after: cursor, epoch: 'e', head: 8, entries: [next] } }
  })
  const before = store.received.length
  store.head(VISIT, 'e', 8)
  await until(() => replica.contents().wan.get('wan')?.waiting === 8)
  const cursors = store.received.slice(before).map(({ input }) => (input as { cursor: { seq: number } }).cursor.seq)
  expect([cursors, subscription.status()]).toEqual([[5, 6, 7], 'live'])
})

describe('the state of the store', () => {
  test('[L7] [D2] a store that cannot write is shown apart, until it can', async () => {
    await follow()
    const seen: LinkStatus[] = []
    link.onStatus((status) => void seen.push(status))
    store.io.emit('store:state', { at: 1_900_000_000_000, writable: false })
    await until(() => link.status() === 'read-only')
    store.io.emit('store:state', { at: 1_900_000_000_000, writable: true })
    await until(() => link.status() === 'online')
    expect(seen).toEqual(['online', 'read-only', 'online'])
  })

  test('sets the clock by which ids are made, and a report measures the way', async () => {
    await follow()
    const FUTURE = 2_500_000_000_000
    expect(link.measured()).toEqual({ clockOffsetMs: null, roundTripMs: null, cursor: { epoch: 'e', seq: 5 } })
    store.io.emit('store:state', { at: FUTURE, writable: true })
    await until(() => link.storeClock.nowMs() >= FUTURE)
    const ids = createIds(link.storeClock)
    const [first, second] = [ids.next<never>(), ids.next<never>()] as string[]
    expect(Number.parseInt((first ?? '').replaceAll('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(FUTURE)
    expect((second ?? '') > (first ?? '')).toBe(true)
    store.answer('devices:report', () => ({ ok: true, value: { at: FUTURE + 3_600_000 } }))
    await link.request('devices:report', { version: '1', screen: 'a', outboxLength: 0, sentAt: 1 })
    expect(link.storeClock.nowMs()).toBeGreaterThanOrEqual(FUTURE + 3_600_000)
    expect(link.measured().roundTripMs).toBeGreaterThanOrEqual(0)
    expect(link.measured().clockOffsetMs).toBeLessThan(-3_600_000)
  })

  test('the cursor reported is that of the topic furthest behind', async () => {
    await follow()
    await follow(OTHER)
    store.append(OTHER, 'e', entry(9, 5))
    await until(() => link.measured().cursor?.seq === 9)
    store.answer('sync:subscribe', () => 'silence')
    store.head(VISIT, 'e', 40)
    await until(() => link.measured().cursor?.seq === 5)
  })
})

test('[P1] words of presence are passed on as long as somebody listens, and nonsense is not', async () => {
  await follow()
  const heard: (string | null)[] = []
  const stop = link.onPresence(({ looking }) => void heard.push(looking))
  const word: Presence = {
    visitId: VISIT.slice('visit:'.length) as Presence['visitId'],
    ...{ deviceId: 'kiosk-1' as DeviceId, author: { kind: 'shopper' }, looking: 'colour' },
  }
  store.io.emit('assist:presence', { ...word, looking: 7 })
  store.io.emit('assist:presence', word)
  await until(() => heard.length > 0)
  stop()
  store.io.emit('assist:presence', { ...word, looking: null })
  await pause(30)
  expect(heard).toEqual(['colour'])
})

test.each([
  ['plain', 'x'.repeat(MESSAGE_BYTES_MAX)],
  ['Korean, of which a letter takes three bytes', '가'.repeat(MESSAGE_BYTES_MAX / 3)],
])('[M1] a message that is too large is refused before it is sent: %s', async (_what, text) => {
  await follow()
  const before = store.received.length
  const input = { files: [{ name: 'a.model.yaml', text }] }
  expect(await link.request('models:dry-run', input)).toEqual({
    ok: false,
    error: { code: 'malformed', detail: 'too large' },
  })
  const small = await link.request('models:files', { familyId: 'mug' as FamilyId, version: 1 })
  expect([small, store.received.length]).toEqual([{ ok: false, error: { code: 'internal' } }, before + 1])
})
