import { describe, expect, test } from 'vitest'
import { openStoreCore } from '../testing/store-core.ts'
import { createShopLine } from './shop-line.ts'

function open() {
  const core = openStoreCore()
  let waiting = 0
  const line = createShopLine({
    clock: core.time,
    log: core.log,
    transact: core.transact,
    kiosks: { kioskTopics: () => ['kiosk:kiosk-1'] },
    waiting: () => waiting,
  })
  return { ...core, line, setWaiting: (count: number) => (waiting = count) }
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

  test('says how much waits, in the transaction that changed it', () => {
    const { line, appended, transact, setWaiting } = open()
    transact(() => {
      setWaiting(2)
      line.waitingChanged()
    })
    expect(appended[0]?.entry.puts[0]).toMatchObject({ kind: 'wan', value: { state: 'unknown', waiting: 2 } })
  })
})
