import type { WanStatus } from '@dangol/protocol/devices.ts'
import { describe, expect, test } from 'vitest'
import type { Transact } from '../db/transact.ts'
import { CannotWrite } from '../db/writability.ts'
import { openStoreCore } from '../testing/store-core.ts'
import { createShopLine, TELL_WAITING_EVERY_MS } from './shop-line.ts'

function open() {
  const core = openStoreCore()
  let waiting = 0
  const disk = { isFull: false }
  const { time } = core
  const transact: Transact = (run) => {
    if (disk.isFull) throw new CannotWrite('the disk takes no more')
    return core.transact(run)
  }
  const line = createShopLine({
    ...{ ...core, transact, clock: time, steady: time.steady, timers: time },
    kiosks: { kioskTopics: () => ['kiosk:kiosk-1'] },
    waiting: () => waiting,
  })
  const set = (count: number) =>
    core.transact(() => {
      waiting = count
      line.waitingChanged()
    })
  const told = (topic: string) =>
    core.appended
      .filter((one) => one.topic === topic)
      .flatMap(({ entry }) => entry.puts.map(({ value }) => (value as WanStatus).waiting))
  return { ...core, disk, line, set, told }
}

describe('the line to the online shop', () => {
  test('is told to the floor and the kiosks when it goes and comes, not at every call', () => {
    const { line, appended, time } = open()
    line.heard(true)
    line.heard(true)
    time.advance(60_000)
    line.heard(false)
    expect(appended.map(({ topic }) => topic)).toEqual(['floor', 'kiosk:kiosk-1', 'floor', 'kiosk:kiosk-1'])
    expect(line.status()).toEqual({ state: 'down', since: time.nowMs(), waiting: 0 })
  })

  test('[S1] is in the snapshot of whoever is told its changes, and of nobody else', () => {
    const { line } = open()
    expect(line.snapshot('floor')).toHaveLength(1)
    expect(line.snapshot('kiosk:kiosk-1')).toHaveLength(1)
    expect(line.snapshot('kiosk:tablet-1')).toEqual([])
  })

  test('[D2] that changed while nothing could be written is heard with the next call', () => {
    const { line, appended, db } = open()
    line.heard(true)
    db.pragma('query_only = 1')
    expect(() => line.heard(false)).toThrow()
    expect(line.status().state).toBe('up')
    db.pragma('query_only = 0')
    line.heard(false)
    expect(appended.at(-1)?.entry.puts[0]).toMatchObject({ kind: 'wan', value: { state: 'down' } })
  })
})

describe('how much waits for the shop', () => {
  test('[L1] is told in the transaction that changed it, and not at all when that is undone', () => {
    const { line, appended, told, set, transact } = open()
    const undone = () =>
      transact(() => {
        set(1)
        throw new Error('no order after all')
      })
    expect(undone).toThrow()
    expect(appended).toEqual([])
    set(0)
    line.heard(true)
    expect(told('floor')).toContain(0)
    expect(told('floor')).not.toContain(1)
  })

  test('[T4] is nothing that a kiosk is told, by a change or by a snapshot', () => {
    const { line, told, set, time } = open()
    set(7)
    line.heard(true)
    set(8)
    time.advance(10_000)
    line.heard(false)
    expect(told('kiosk:kiosk-1')).toEqual([0, 0])
    expect(line.snapshot('kiosk:kiosk-1')).toMatchObject([{ value: { state: 'down', waiting: 0 } }])
    expect(line.snapshot('floor')).toMatchObject([{ value: { waiting: 8 } }])
  })

  test('[L1] while a week of messages leaves is told a few times a second, and the last of it always', () => {
    const { told, set, time, appended } = open()
    for (let left = 1_000; left >= 0; left--) {
      set(left)
      time.advance(2)
    }
    time.advance(2 * TELL_WAITING_EVERY_MS)
    expect(appended.length).toBeLessThanOrEqual(2_000 / TELL_WAITING_EVERY_MS + 2)
    expect(told('floor')[0]).toBe(1_000)
    expect(told('floor').at(-1)).toBe(0)
    set(1)
    expect(told('floor').at(-1)).toBe(1)
  })

  test('[D2] what could not be told while nothing could be written is told when it can', () => {
    const { told, set, time, disk } = open()
    set(5)
    set(4)
    disk.isFull = true
    time.advance(10 * TELL_WAITING_EVERY_MS)
    disk.isFull = false
    time.advance(TELL_WAITING_EVERY_MS)
    expect(told('floor')).toEqual([5, 4])
  })

  test('that changes while the store stops is told before it has stopped, and nothing afterwards', () => {
    const { line, told, set, time, appended } = open()
    set(3)
    set(2)
    line.stop()
    set(1)
    time.advance(10_000)
    expect(told('floor')).toEqual([3, 1])
    expect(appended).toHaveLength(2)
  })
})
