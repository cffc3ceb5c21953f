import type { CallId, CommandId, DeviceId } from '@dangol/domain/ids/ids.ts'
import { createTurnedTime } from '@dangol/domain/time/testing/turned-time.ts'
import type { LogEntry, Put } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createReplica } from './replica.ts'
import { REQUESTS_UNDER_WAY_MAX } from './requester.ts'
import { ACK_TIMEOUT_MS, COMMAND_DEADLINE_MS, openStoreLink } from './store-link.ts'
import type { LinkStatus, StoreLink, StoreLinkOptions } from './store-link.ts'
import { systemTimers } from './system-clock.ts'
import { systemIds } from './system-ids.ts'
import { startFakeStore } from './testing/fake-store.ts'
import type { FakeStore } from './testing/fake-store.ts'
import { pause, until } from './testing/until.ts'

const KIOSK = 'kiosk-1' as DeviceId
const TOPIC = 'kiosk:kiosk-1'
let store: FakeStore
let links: StoreLink[]

beforeEach(() => {
  store = startFakeStore()
  links = []
})
afterEach(async () => {
  for (const link of links) link.close()
  await store.stop()
})

function open(options: Partial<StoreLinkOptions> = {}): StoreLink {
  const handshake = () => ({ protocol: 1, device: { id: KIOSK, kind: 'kiosk' as const }, token: 'k'.repeat(32) })
  const link = openStoreLink({ url: store.url, handshake, timers: systemTimers, ...options })
  links.push(link)
  return link
}
const withdraw = () => ({ commandId: systemIds.next<CommandId>(), callId: systemIds.next<CallId>() })
const wanPut = (waiting: number): Put => ({ kind: 'wan', id: 'wan', value: { state: 'up', since: 1, waiting } })
const entry = (seq: number, prev: number, ...puts: Put[]): LogEntry => ({
  seq,
  prev,
  type: 'wan.changed',
  at: 1,
  puts,
  dels: [],
})

describe('asking', () => {
  it('gives the typed answer of the server', async () => {
    store.answer('devices:report', () => ({ ok: true, value: { at: 42 } }))
    const link = open()
    const answer = await link.request('devices:report', { version: '1', screen: 'a', outboxLength: 0, sentAt: 1 })
    expect(answer).toEqual({ ok: true, value: { at: 42 } })
  })

  it('gives a refusal of the contract as it is, with its detail', async () => {
    store.answer('assist:withdraw', () => ({ ok: false, error: { code: 'no-such-call', detail: 'gone' } }))
    expect(await open().request('assist:withdraw', withdraw())).toEqual({
      ok: false,
      error: { code: 'no-such-call', detail: 'gone' },
    })
  })

  it.each([
    ['a value of the wrong shape', { ok: true, value: { at: 'noon' } }],
    ['a code outside the contract', { ok: false, error: { code: 'tuesday' } }],
    ['no code', { ok: false }],
    ['no object', 'yes'],
  ])("answers 'internal' for %s", async (_what, answer) => {
    store.answer('devices:report', () => answer as never)
    const report = { version: '1', screen: 'a', outboxLength: 0, sentAt: 1 }
    expect(await open().request('devices:report', report)).toEqual({ ok: false, error: { code: 'internal' } })
  })

  it("answers a question 'unavailable' when no answer comes in time", async () => {
    store.answer('catalogue:stock', () => 'silence')
    const time = createTurnedTime()
    const asked = open({ timers: time }).request('catalogue:stock', { query: '' })
    await until(() => store.received.length === 1, 'the question')
    time.pass(ACK_TIMEOUT_MS)
    expect(await asked).toEqual({ ok: false, error: { code: 'unavailable' } })
    expect(store.received).toHaveLength(1)
  })

  it('[C1] sends a command again with the same id when its answer is lost with the line', async () => {
    let arrivals = 0
    store.answer('assist:withdraw', (_input, socket) => {
      arrivals++
      if (arrivals > 1) return { ok: true, value: null }
      socket.disconnect(true)
      return 'silence'
    })
    const link = open({ refusedPauseMs: 20 })
    const input = withdraw()
    expect(await link.request('assist:withdraw', input)).toEqual({ ok: true, value: null })
    expect(store.received.map((request) => request.input)).toEqual([input, input])
  })

  it('[C1] sends a command again when the answer is late, and says unavailable at its deadline', async () => {
    store.answer('assist:withdraw', () => 'silence')
    const time = createTurnedTime()
    const asked = open({ timers: time }).request('assist:withdraw', withdraw())
    await until(() => store.received.length === 1, 'the first sending')
    time.pass(ACK_TIMEOUT_MS)
    await until(() => store.received.length === 2, 'the second sending')
    time.pass(COMMAND_DEADLINE_MS)
    expect(await asked).toEqual({ ok: false, error: { code: 'unavailable' } })
    expect(new Set(store.received.map((request) => JSON.stringify(request.input))).size).toBe(1)
  })

  it('refuses at once, without sending, while the store server is known to be gone', async () => {
    const link = open({ url: 'http://127.0.0.1:1' })
    await until(() => link.status() === 'offline')
    expect(await link.request('assist:withdraw', withdraw())).toEqual({ ok: false, error: { code: 'unavailable' } })
  })

  it('settles what waits for the first connection when that fails', async () => {
    const link = open({ url: 'http://127.0.0.1:1' })
    expect(await link.request('catalogue:stock', { query: '' })).toEqual({ ok: false, error: { code: 'unavailable' } })
  })

  it('takes no more than its maximum of requests under way', async () => {
    store.answer('catalogue:stock', () => 'silence')
    const time = createTurnedTime()
    const link = open({ timers: time })
    const first = Array.from({ length: REQUESTS_UNDER_WAY_MAX }, () => link.request('catalogue:stock', { query: '' }))
    const refused = { ok: false, error: { code: 'unavailable' } }
    // It is told so without any time having passed.
    expect(await link.request('catalogue:stock', { query: 'one too many' })).toEqual(refused)
    time.pass(ACK_TIMEOUT_MS)
    expect(await Promise.all(first)).toEqual(first.map(() => refused))
  })
})

describe('the handshake', () => {
  it('says why it was refused, and is let in later without a restart', async () => {
    store.refuseWith({ code: 'unknown-device' })
    const link = open({ refusedPauseMs: 20 })
    await until(() => link.refusal() === 'unknown-device')
    expect(link.status()).toBe('offline')
    store.refuseWith(null)
    await until(() => link.status() === 'online')
    expect(link.refusal()).toBeNull()
  })

  it('is presented anew on reconnect, so that a signed-in associate is known', async () => {
    const seen: unknown[] = []
    store.io.use((socket, next) => {
      seen.push(socket.handshake.auth['associate'])
      next()
    })
    const signedIn: string[] = []
    const device = { id: KIOSK, kind: 'tablet' as const }
    const handshake = () => ({
      protocol: 1,
      device,
      token: 'k'.repeat(32),
      ...(signedIn[0] ? { associate: signedIn[0] } : {}),
    })
    const link = open({ handshake: handshake as StoreLinkOptions['handshake'] })
    await until(() => link.status() === 'online')
    signedIn.push('jieun')
    link.reconnect()
    await until(() => seen.length === 2 && link.status() === 'online')
    expect(seen).toEqual([undefined, 'jieun'])
  })

  it('[C4] says nothing of the person before again once another one holds the device', async () => {
    store.answer('assist:withdraw', () => 'silence')
    const link = open()
    await until(() => link.status() === 'online', 'the link')
    const asked = link.request('assist:withdraw', withdraw())
    await until(() => store.received.length === 1, 'the first sending')
    link.reconnect()
    expect(await asked).toEqual({ ok: false, error: { code: 'unavailable' } })
    await until(() => link.status() === 'online', 'the new line')
    await pause(50)
    expect(store.received).toHaveLength(1)
  })
})

describe('following a topic', () => {
  it('[S1] goes from snapshot to live entries, in order', async () => {
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e1', head: 5, puts: [wanPut(0)] })
    const link = open()
    const replica = createReplica()
    const types: number[] = []
    const subscription = link.subscribe(TOPIC, replica, ({ seq }) => types.push(seq))
    await until(() => subscription.status() === 'live')
    store.append(TOPIC, 'e1', entry(6, 5, wanPut(1)), entry(9, 6, wanPut(2)))
    await until(() => replica.contents().wan.get('wan')?.waiting === 2)
    expect(types).toEqual([6, 9])
    expect(link.status()).toBe('online')
  })

  it('[L3] a reconnecting device asks from its cursor and receives only what changed', async () => {
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e1', head: 5, puts: [wanPut(0)] })
    const link = open({ refusedPauseMs: 10 })
    const replica = createReplica()
    link.subscribe(TOPIC, replica)
    await until(() => link.status() === 'online')
    const entries = [entry(7, 5, wanPut(7))]
    store.catchUp(TOPIC, { kind: 'entries', after: { epoch: 'e1', seq: 5 }, epoch: 'e1', head: 7, entries })
    store.cut()
    await until(() => replica.contents().wan.get('wan')?.waiting === 7)
    expect(store.received.map(({ input }) => input)).toEqual([
      { topic: TOPIC, cursor: null },
      { topic: TOPIC, cursor: { epoch: 'e1', seq: 5 } },
    ])
  })

  it('[L4] a gap in the entries makes it catch up', async () => {
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e1', head: 5, puts: [] })
    const link = open()
    const replica = createReplica()
    link.subscribe(TOPIC, replica)
    await until(() => link.status() === 'online')
    const entries = [entry(7, 5, wanPut(1)), entry(9, 7, wanPut(2))]
    store.catchUp(TOPIC, { kind: 'entries', after: { epoch: 'e1', seq: 5 }, epoch: 'e1', head: 9, entries })
    store.append(TOPIC, 'e1', entry(9, 7, wanPut(2)))
    await until(() => replica.contents().wan.get('wan')?.waiting === 2)
  })

  it('[L5] a lost last entry is found by the head', async () => {
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e1', head: 5, puts: [] })
    const link = open()
    const replica = createReplica()
    link.subscribe(TOPIC, replica)
    await until(() => link.status() === 'online')
    store.catchUp(TOPIC, {
      kind: 'entries',
      after: { epoch: 'e1', seq: 5 },
      epoch: 'e1',
      head: 6,
      entries: [entry(6, 5, wanPut(3))],
    })
    store.head(TOPIC, 'e1', 6)
    await until(() => replica.contents().wan.get('wan')?.waiting === 3)
  })

  it('[L2] what comes of a new epoch is not applied: everything is asked anew', async () => {
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e1', head: 5, puts: [wanPut(1)] })
    const link = open()
    const replica = createReplica()
    link.subscribe(TOPIC, replica)
    await until(() => link.status() === 'online')
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e2', head: 2, puts: [] })
    store.append(TOPIC, 'e2', entry(2, 1, wanPut(9)))
    await until(() => replica.contents().wan.size === 0)
  })

  it('starts over when an entry cannot be read', async () => {
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e1', head: 5, puts: [] })
    const link = open()
    const replica = createReplica()
    link.subscribe(TOPIC, replica)
    await until(() => link.status() === 'online')
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e1', head: 6, puts: [wanPut(4)] })
    store.append(TOPIC, 'e1', { seq: 'six' } as never)
    await until(() => replica.contents().wan.get('wan')?.waiting === 4)
  })

  it('says that a topic is refused, and is online all the same', async () => {
    const link = open()
    const subscription = link.subscribe('floor', createReplica())
    await until(() => subscription.status() === 'refused')
    expect(link.status()).toBe('online')
  })

  it('no longer changes a replica whose subscription stopped', async () => {
    store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e1', head: 5, puts: [] })
    const link = open()
    const replica = createReplica()
    const subscription = link.subscribe(TOPIC, replica)
    await until(() => link.status() === 'online')
    subscription.stop()
    store.append(TOPIC, 'e1', entry(6, 5, wanPut(1)))
    await pause(30)
    expect(replica.contents().wan.size).toBe(0)
  })
})

it('[L7] shows connecting, catching up, online, and offline when the store server goes', async () => {
  store.catchUp(TOPIC, { kind: 'snapshot', epoch: 'e1', head: 0, puts: [] })
  const link = open()
  const seen: LinkStatus[] = []
  link.onStatus((status) => seen.push(status))
  link.subscribe(TOPIC, createReplica())
  await until(() => link.status() === 'online')
  await store.stop()
  await until(() => link.status() === 'offline')
  expect(seen).toEqual(['connecting', 'catching-up', 'online', 'connecting', 'offline'])
})
