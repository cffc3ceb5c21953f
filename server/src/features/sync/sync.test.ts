import type { CatchUp, Topic } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { callerOf } from '../../testing/store-core.ts'
import { startTestStore } from '../../testing/store-server.ts'
import type { TestDevice, TestStore } from '../../testing/store-server.ts'
import { ENTRIES_MAX } from './catch-up.ts'
import { LOG_AGE_MAX_MS } from './change-log.ts'
import { mayRead } from './entitlement.ts'

describe('who may read what', () => {
  const topics: Topic[] = ['floor', 'kiosk:kiosk-1', 'kiosk:kiosk-2', 'kiosk:tablet-1', 'kiosk:office-1']
  test.each([
    ['kiosk', 'kiosk-1', ['kiosk:kiosk-1']],
    ['tablet', 'tablet-1', ['floor', 'kiosk:tablet-1']],
    ['office', 'office-1', ['floor']],
  ] as const)('[G7] a %s reads %s', (kind, deviceId, readable) => {
    expect(topics.filter((topic) => mayRead(callerOf(kind, deviceId), topic))).toEqual(readable)
  })
})

describe('a device that comes back', () => {
  let store: TestStore
  let tablet: TestDevice
  beforeEach(async () => {
    store = await startTestStore()
    tablet = await store.connect('tablet', 'tablet-1', { associate: 'jieun' })
  })
  afterEach(() => store.close())

  const append = (times: number): void =>
    store.app.features.core.transact(() => {
      for (let at = 0; at < times; at++) {
        store.app.features.core.changes.append({ type: 'thing.changed', commandId: null, topic: 'floor', puts: [] })
      }
    })
  const subscribe = async (cursor: { epoch: string; seq: number } | null): Promise<CatchUp> => {
    const answer = await tablet.ask('sync:subscribe', { topic: 'floor', cursor })
    if (!answer.ok) throw new Error(answer.error.code)
    return answer.value
  }

  test('[G4] receives what it missed, in order, and then what comes', async () => {
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

  test.each([
    ['has no cursor', () => null],
    ['knows another history', () => ({ epoch: 'another', seq: 1 })],
    ['is ahead of the head', (epoch: string) => ({ epoch, seq: 1_000_000 })],
  ])('[G8] starts over when it %s', async (_why, cursorOf) => {
    const { epoch } = await subscribe(null)
    expect(await subscribe(cursorOf(epoch))).toMatchObject({ kind: 'snapshot', epoch })
  })

  test('starts over when its cursor is older than what is kept, or it missed more than a snapshot holds', async () => {
    const { epoch, head } = await subscribe(null)
    append(ENTRIES_MAX)
    expect(await subscribe({ epoch, seq: head })).toMatchObject({ kind: 'entries' })
    append(1)
    expect(await subscribe({ epoch, seq: head })).toMatchObject({ kind: 'snapshot' })
    store.time.advance(LOG_AGE_MAX_MS + 1)
    store.app.features.core.changes.prune()
    expect(await subscribe({ epoch, seq: head + 400 })).toMatchObject({
      kind: 'snapshot',
      head: head + ENTRIES_MAX + 1,
    })
  })

  test('a snapshot of the floor holds devices and the line to the shop', async () => {
    const caught = await subscribe(null)
    expect(caught.kind === 'snapshot' && caught.puts.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      'device tablet-1',
      'wan wan',
    ])
  })

  test('[G7] is not given a topic of somebody else', async () => {
    expect(await tablet.ask('sync:subscribe', { topic: 'kiosk:kiosk-1', cursor: null })).toEqual({
      ok: false,
      error: { code: 'not-entitled' },
    })
    await store.connect('kiosk', 'kiosk-1')
    expect(tablet.heard).toEqual([])
  })
})
