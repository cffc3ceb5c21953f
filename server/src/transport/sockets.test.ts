import { once } from 'node:events'
import { connect } from 'node:net'
import { MESSAGE_BYTES_MAX } from '@dangol/protocol/limits.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createManualTime } from '../testing/manual-time.ts'
import { ANSWER_MS, startTestStore } from '../testing/store-server.ts'
import type { TestDevice, TestStore } from '../testing/store-server.ts'
import { REQUESTS_AT_ONCE } from './rate.ts'
import { WAITING_BYTES_MAX } from './sockets.ts'

let store: TestStore
beforeEach(async () => {
  store = await startTestStore()
})
afterEach(() => store.close())

const gone = ({ socket }: TestDevice) => new Promise<string>((resolve) => socket.on('disconnect', resolve))
const countsOf = (id: string) => {
  const put = store.app.features.devices.snapshot('fleet').find((one) => one.id === id)
  return put?.kind === 'device-health' ? { refused: put.value.refused, throttled: put.value.throttled } : null
}
const statusOf = (id: string) => store.app.features.devices.statuses().find((one) => one.id === id)
const question = (device: TestDevice) => device.ask('catalogue:get', { haveVersion: null })
/** The WebSocket under a test's socket, to be as rude with as no client is. */
interface RawSocket {
  send(text: string): void
  pause(): void
  resume(): void
  terminate(): void
}
const rawOf = ({ socket }: TestDevice): RawSocket => (socket.io.engine.transport as unknown as { ws: RawSocket }).ws

describe('a message that is too large', () => {
  test('[M1] closes the connection it came on, and no other, and is counted', async () => {
    const [kiosk, same, other] = [
      await store.connect('kiosk', 'kiosk-1'),
      await store.connect('kiosk', 'kiosk-1'),
      await store.connect('kiosk', 'kiosk-2'),
    ]
    const isGone = gone(kiosk)
    rawOf(kiosk).send(`42["visits:begin","${'x'.repeat(MESSAGE_BYTES_MAX)}"]`)
    await isGone
    for (const device of [same, other]) expect(await question(device)).toMatchObject({ ok: false })
    expect([same.socket.connected, other.socket.connected]).toEqual([true, true])
    expect(countsOf('kiosk-1')).toEqual({ refused: 1, throttled: 0 })
  })

  test('[M1] one of the largest size allowed is answered', async () => {
    const kiosk = await store.connect('kiosk', 'kiosk-1')
    const text = 'x'.repeat(MESSAGE_BYTES_MAX - 200)
    expect(await kiosk.socket.timeout(ANSWER_MS).emitWithAck('recognition:scan', { text })).toMatchObject({
      error: { code: 'malformed' },
    })
  })
})

describe('a device that asks too much', () => {
  test('[R3] is refused alone, on all its connections together', async () => {
    const flooding = await Promise.all([1, 2, 3].map(() => store.connect('kiosk', 'kiosk-1')))
    const other = await store.connect('kiosk', 'kiosk-2')
    const answers = await Promise.all(
      flooding.flatMap((device) => Array.from({ length: REQUESTS_AT_ONCE }, () => question(device))),
    )
    const refused = answers.filter((answer) => !answer.ok && answer.error.code === 'too-many-requests')
    expect(refused.length).toBe(2 * REQUESTS_AT_ONCE)
    expect(await question(other)).toMatchObject({ error: { code: 'no-catalogue-yet' } })
    expect(countsOf('kiosk-1')?.throttled).toBe(2 * REQUESTS_AT_ONCE)
    expect(countsOf('kiosk-2')?.throttled).toBe(0)
  })

  test('[R3] is not even read for a while when it floods, and nobody else waits for it', async () => {
    const FLOOD = 20_000
    const timers = createManualTime()
    await store.close()
    store = await startTestStore([], { timers })
    const [flooding, other] = [await store.connect('kiosk', 'kiosk-1'), await store.connect('kiosk', 'kiosk-2')]
    const raw = rawOf(flooding)
    for (let at = 0; at < FLOOD; at++) raw.send('42["visits:begin",{}]')
    while ((countsOf('kiosk-1')?.throttled ?? 0) === 0) await new Promise((resolve) => setTimeout(resolve, 2))
    expect(await question(other)).toMatchObject({ error: { code: 'no-catalogue-yet' } })
    const { refused = FLOOD } = countsOf('kiosk-1') ?? {}
    expect(refused).toBeGreaterThan(REQUESTS_AT_ONCE)
    expect(refused).toBeLessThan(FLOOD / 2)
    // Later it is read again.
    timers.advance(1_000)
    await expect.poll(() => countsOf('kiosk-1')?.refused).toBeGreaterThan(refused)
    raw.terminate()
    // What it still has to say is read window by window, and only then that it is gone.
    await expect.poll(() => (timers.advance(1_000), statusOf('kiosk-1')?.connected)).toBe(false)
  })

  test('[R2] what nobody waits for the answer of is counted, and changes nothing', async () => {
    const kiosk = await store.connect('kiosk', 'kiosk-1')
    kiosk.socket.emit('visits:begin', { commandId: store.newCommandId(), lang: 'ko' })
    await question(kiosk)
    expect(countsOf('kiosk-1')).toEqual({ refused: 1, throttled: 0 })
    expect(store.deps.db.prepare('select count(*) as n from visits').get()).toEqual({ n: 0 })
  })
})

describe('a device that does not read', () => {
  const bulky: Put = {
    kind: 'device',
    id: 'bulky',
    value: {
      ...{ id: 'bulky' as never, kind: 'kiosk', connected: true, lastSeenAt: 1 },
      ...{ version: 'x'.repeat(60_000), outboxLength: 0, screen: '' },
    },
  }
  const tellFloor = () => {
    const { changes, transact } = store.app.features.core
    transact(() => changes.append({ type: 'thing.changed', commandId: null, topic: 'floor', puts: [bulky] }))
  }

  test('[M2] is let go once too much waits for it, and catches up when it is back', async () => {
    const [stuck, reading] = [await store.connect('tablet', 'tablet-1'), await store.connect('tablet', 'tablet-2')]
    for (const device of [stuck, reading]) await device.ask('sync:subscribe', { topic: 'floor', cursor: null })
    const epoch = store.app.features.core.changes.epoch()
    const before = store.app.features.core.changes.span('floor').head
    rawOf(stuck).pause()
    let told = 0
    // Never more at once than whoever reads has room for, and more only once that was read.
    for (; statusOf('tablet-1')?.connected === true; told += 10) {
      for (let at = 0; at < 10; at++) tellFloor()
      const { head } = store.app.features.core.changes.span('floor')
      await reading.hears(({ entries }) => entries.some(({ seq }) => seq >= head))
    }
    expect(told * 60_000).toBeGreaterThan(WAITING_BYTES_MAX)
    expect(reading.socket.connected).toBe(true)
    rawOf(stuck).resume()
    const back = await store.connect('tablet', 'tablet-1')
    const cursor = { epoch, seq: before }
    expect(await back.ask('sync:subscribe', { topic: 'floor', cursor })).toMatchObject({ ok: true })
  })
})

test('[R3] a store that closes waits for nobody who does not listen, or never said a word', async () => {
  const timers = createManualTime()
  const closing = await startTestStore([], { timers })
  const deaf = await closing.connect('kiosk', 'kiosk-1')
  rawOf(deaf).pause()
  const silent = connect(Number(new URL(closing.url).port), '127.0.0.1')
  await once(silent, 'connect')
  const closed = closing.app.close().then(() => 'closed')
  const aSecondLater = async () => {
    timers.advance(1_000)
    return new Promise((resolve) => setImmediate(resolve))
  }
  while ((await Promise.race([closed, aSecondLater()])) !== 'closed');
  rawOf(deaf).terminate()
  closing.deps.db.close()
})
