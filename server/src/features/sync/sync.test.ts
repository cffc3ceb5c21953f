import type { CatchUp, Put } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startTestStore } from '../../testing/store-server.ts'
import type { TestDevice, TestStore } from '../../testing/store-server.ts'
import { CHUNK_BYTES_MAX } from './chunks.ts'
import { LOG_AGE_MAX_MS } from './pruning.ts'

describe('a device that comes back', () => {
  let store: TestStore
  let tablet: TestDevice
  beforeEach(async () => {
    store = await startTestStore()
    tablet = await store.connect('tablet', 'tablet-1', { associate: 'jieun' })
  })
  afterEach(() => store.close())

  /** Entries on the floor; `bytes` makes each of them weigh about so much. */
  const append = (times: number, bytes = 0): void =>
    store.app.features.core.transact(() => {
      const puts: Put[] = bytes === 0 ? [] : [bulky(bytes)]
      for (let at = 0; at < times; at++) {
        store.app.features.core.changes.append({ type: 'thing.changed', commandId: null, topic: 'floor', puts })
      }
    })
  const subscribe = async (cursor: { epoch: string; seq: number } | null): Promise<CatchUp> => {
    const answer = await tablet.ask('sync:subscribe', { topic: 'floor', cursor })
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }
  /** Makes the whole floor weigh more than anything missed. */
  const furnish = (devices: number): void =>
    store.deps.db.transaction(() => {
      const insert = store.deps.db.prepare(
        "insert into help_calls (id, device_id, lang, called_at) values (?, ?, 'ko', 1)",
      )
      for (let at = 0; at < devices; at++) {
        insert.run(`019a0000-0000-7000-8000-${String(at).padStart(12, '0')}`, `kiosk-${at}`)
      }
    })()

  test('[L3] receives what it missed, in order, and then what comes', async () => {
    const { epoch, head } = await subscribe(null)
    append(3)
    const caught = await subscribe({ epoch, seq: head + 1 })
    expect(caught).toMatchObject({ kind: 'entries', after: { epoch, seq: head + 1 }, head: head + 3 })
    expect(caught.kind === 'entries' && caught.entries.map(({ seq, prev }) => [seq, prev])).toEqual([
      [head + 2, head + 1],
      [head + 3, head + 2],
    ])
    append(1)
    const live = await tablet.hears(({ entries }) => entries[0]?.seq === head + 4)
    expect(live).toMatchObject({ topic: 'floor', epoch, entries: [{ prev: head + 3 }] })
  })

  test('[L3] receives much in chunks of a bounded size, and hears nothing live before the last of them', async () => {
    furnish(2_000)
    const { epoch, head: before } = await subscribe(null)
    const returning = await store.connect('tablet', 'tablet-2', { associate: 'junho' })
    const { head: start } = await subscribe({ epoch, seq: before })
    append(300, 500)
    let seq = start
    const sizes: number[] = []
    for (let rounds = 0; rounds < 20; rounds++) {
      const answer = await returning.ask('sync:subscribe', { topic: 'floor', cursor: { epoch, seq } })
      if (!answer.ok || answer.value.kind !== 'entries') throw new Error('no entries')
      expect(answer.value.entries[0]?.prev).toBe(seq)
      seq = answer.value.entries.at(-1)?.seq ?? seq
      sizes.push(JSON.stringify(answer.value.entries).length)
      if (rounds === 0) append(1, 500)
      if (seq === answer.value.head) break
    }
    expect(seq).toBeGreaterThanOrEqual(start + 301)
    expect(sizes.length).toBeGreaterThan(2)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(CHUNK_BYTES_MAX)
    expect(returning.heard).toEqual([])
    append(1)
    await returning.hears(({ entries }) => entries[0]?.prev === seq)
  })

  test('[L3] one entry that weighs more than a chunk is a chunk of its own', async () => {
    furnish(2_000)
    const { epoch, head } = await subscribe(null)
    append(2, CHUNK_BYTES_MAX + 1_000)
    const caught = await subscribe({ epoch, seq: head })
    expect(caught.kind === 'entries' && caught.entries).toHaveLength(1)
  })

  test.each([
    ['has no cursor', () => null],
    ['knows another history', () => ({ epoch: 'another', seq: 1 })],
    ['is ahead of the head', (epoch: string) => ({ epoch, seq: 1_000_000 })],
  ])('[L2] starts over when it %s', async (_why, cursorOf) => {
    const { epoch } = await subscribe(null)
    expect(await subscribe(cursorOf(epoch))).toMatchObject({ kind: 'snapshot', epoch })
  })

  test('[L3] starts over when what it missed weighs more than the whole', async () => {
    const { epoch, head } = await subscribe(null)
    append(60, 500)
    expect(await subscribe({ epoch, seq: head })).toMatchObject({ kind: 'entries' })
    append(60, 500)
    expect(await subscribe({ epoch, seq: head })).toMatchObject({ kind: 'snapshot', head: head + 120 })
  })

  test('[L6] starts over when its cursor is older than what is kept', async () => {
    const { epoch, head } = await subscribe(null)
    append(10)
    store.time.advance(LOG_AGE_MAX_MS + 1)
    store.app.features.core.changes.prune()
    // Nobody is still signed in after that time.
    tablet = await store.connect('tablet', 'tablet-1')
    const anew = await subscribe({ epoch, seq: head + 5 })
    expect(anew).toMatchObject({ kind: 'snapshot' })
    expect(anew.head).toBeGreaterThanOrEqual(head + 10)
    expect(await subscribe({ epoch, seq: anew.head })).toMatchObject({ kind: 'entries', entries: [] })
  })

  test('[S1] a snapshot of the floor holds devices and the line to the shop', async () => {
    const caught = await subscribe(null)
    expect(caught.kind === 'snapshot' && caught.puts.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'device tablet-1',
      'wan wan',
    ])
  })

  test('[S1] [L4] many that start over together share one reading of the whole, and each has what came since', async () => {
    const first = await subscribe(null)
    append(2, 50)
    const next = await store.connect('tablet', 'tablet-2', { associate: 'junho' })
    const answer = await next.ask('sync:subscribe', { topic: 'floor', cursor: null })
    if (!answer.ok || answer.value.kind !== 'snapshot') throw new Error('no snapshot')
    const { head } = answer.value
    expect(head).toBe(first.head)
    const since = next.heard.flatMap(({ entries }) => entries.map(({ seq, prev }) => [seq, prev]))
    expect(since[0]).toEqual([head + 1, head])
    expect(since.at(-1)?.[0]).toBe(store.app.features.core.changes.span('floor').head)
  })

  test('[T1] is not given a topic of somebody else', async () => {
    expect(await tablet.ask('sync:subscribe', { topic: 'kiosk:kiosk-1', cursor: null })).toEqual({
      ok: false,
      error: { code: 'not-entitled' },
    })
    await store.connect('kiosk', 'kiosk-1')
    expect(tablet.heard).toEqual([])
  })
})

const bulky = (bytes: number): Put => ({
  kind: 'device',
  id: 'bulky',
  value: {
    id: 'bulky' as never,
    kind: 'kiosk',
    connected: true,
    lastSeenAt: 1,
    version: 'x'.repeat(bytes),
    outboxLength: 0,
    screen: '',
  },
})
