import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { SelfReport } from '@dangol/protocol/devices.ts'
import type { Topic } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Transact } from '../../db/transact.ts'
import { CannotWrite } from '../../db/writability.ts'
import { systemRandom } from '../../platform/system-ids.ts'
import { asId, callerOf, openStoreCore } from '../../testing/store-core.ts'
import { isKeyOf, newDeviceKeys, readDeviceKeys } from './device-keys.ts'
import { HEALTH_EVERY_MS } from './device-health.ts'
import { DEVICES_MAX, RETURN_MS, TELL_EVERY_MS, TOLD_AT_ONCE } from './device-register.ts'
import { createDevices } from './devices.ts'

const kiosk = callerOf('kiosk', 'kiosk-1')
const REPORT = { version: '1', screen: 'attract', outboxLength: 0, sentAt: 0 }
const SELF: SelfReport = { clockOffsetMs: 10, roundTripMs: 4, cursor: null, oldestWaitingMs: null, startedOver: 0 }

const open = () => {
  const core = openStoreCore()
  const { time, appended } = core
  const deps = { ...core, clock: time, steady: time.steady, timers: time, storeTime: time }
  const start = () => createDevices(deps)
  const on = (topic: Topic) =>
    appended.filter((one) => one.topic === topic).map(({ entry }) => entry.puts.map(({ value }) => value))
  return { ...core, start, on, devices: start() }
}

describe('devices on the floor', () => {
  test('a sign of life without news is noted, not told', () => {
    const { devices, on, time } = open()
    devices.connected(kiosk)
    void devices.handlers['devices:report'](kiosk, REPORT)
    time.advance(TELL_EVERY_MS)
    const told = on('floor').length
    time.advance(30_000)
    void devices.handlers['devices:report'](kiosk, REPORT)
    time.advance(TELL_EVERY_MS)
    expect(on('floor')).toHaveLength(told)
    expect(devices.statuses()[0]?.lastSeenAt).toBe(time.nowMs() - TELL_EVERY_MS)
  })

  test('many that come at once are told together, and one that flaps not at all', () => {
    const { devices, on, time } = open()
    devices.connected(kiosk)
    for (let at = 0; at < 2 * TOLD_AT_ONCE; at++) devices.connected(callerOf('tablet', `tablet-${at}`))
    devices.disconnected(kiosk)
    devices.connected(kiosk)
    time.advance(TELL_EVERY_MS)
    expect(on('floor').map((devices) => devices.length)).toEqual([1, TOLD_AT_ONCE, TOLD_AT_ONCE])
  })

  test('after a restart nobody is there until they come back, and only who stays away is told to be', () => {
    const { devices, start, on, time } = open()
    const tablet = callerOf('tablet', 'tablet-1')
    devices.connected(kiosk)
    devices.connected(tablet)
    time.advance(TELL_EVERY_MS)
    devices.stop()
    const told = on('floor').length
    const again = start()
    expect(again.statuses().map(({ connected }) => connected)).toEqual([false, false])
    again.connected(kiosk)
    time.advance(RETURN_MS)
    expect(on('floor').slice(told)).toMatchObject([[{ id: 'tablet-1', connected: false }]])
  })

  test('[S1] a snapshot taken after a restart is what the floor was told: what it knew beyond that nobody would tell later', () => {
    const { devices, start, on, time } = open()
    devices.connected(kiosk)
    time.advance(TELL_EVERY_MS)
    const again = start()
    const snapshot = again.snapshot('floor')
    const told = on('floor').length
    again.connected(kiosk)
    time.advance(TELL_EVERY_MS)
    expect(on('floor')).toHaveLength(told)
    expect(again.snapshot('floor')).toEqual(snapshot)
  })

  test('[D2] a store that cannot write knows its devices all the same, and tells when it can', () => {
    const core = open()
    let isFull = true
    const transact: Transact = (run) => {
      if (isFull) throw new CannotWrite('the disk takes no more')
      return core.transact(run)
    }
    const { time, log } = core
    const base = { db: core.db, clock: time, steady: time.steady, timers: time, storeTime: time }
    const devices = createDevices({ ...base, transact, log })
    devices.connected(kiosk)
    time.advance(10 * TELL_EVERY_MS)
    expect([core.on('floor'), devices.statuses().length]).toEqual([[], 1])
    isFull = false
    time.advance(TELL_EVERY_MS)
    expect(core.on('floor')).toHaveLength(1)
  })

  test('[S1] what was told in a commit that failed is told again', async () => {
    const { devices, on, time, shared, db } = open()
    const failed = shared(() => {
      devices.connected(kiosk)
      db.exec('rollback')
    })
    await expect(failed).rejects.toThrow()
    expect([on('floor'), devices.snapshot('floor')]).toEqual([[], []])
    time.advance(TELL_EVERY_MS)
    expect(on('floor')).toMatchObject([[{ id: 'kiosk-1', connected: true }]])
    expect(devices.snapshot('floor')).toHaveLength(1)
  })

  test('no more of those that are away are remembered than the maximum', () => {
    const { devices, time } = open()
    for (let at = 0; at < DEVICES_MAX + 5; at++) {
      const passing = callerOf('tablet', `tablet-${at}`)
      devices.connected(passing)
      devices.disconnected(passing)
      time.advance(1)
    }
    time.advance(TELL_EVERY_MS)
    const ids = devices.statuses().map(({ id }) => id)
    expect(ids).toHaveLength(DEVICES_MAX)
    expect(ids).not.toContain('tablet-0')
  })

  test('kiosks are those with a topic for facts that concern every screen', () => {
    const { devices, time } = open()
    devices.connected(kiosk)
    devices.connected(callerOf('tablet', 'tablet-1'))
    time.advance(TELL_EVERY_MS)
    expect(devices.kioskTopics()).toEqual(['kiosk:kiosk-1'])
    expect(devices.snapshot('kiosk:kiosk-1')).toEqual([])
    expect(devices.snapshot('floor')).toHaveLength(2)
  })
})

describe('how a device fares', () => {
  const report = (devices: ReturnType<typeof open>['devices'], self: Partial<SelfReport> = {}) =>
    void devices.handlers['devices:report'](kiosk, { ...REPORT, self: { ...SELF, ...self } })
  const settled = () => {
    const core = open()
    core.devices.connected(kiosk)
    report(core.devices)
    core.time.advance(RETURN_MS + HEALTH_EVERY_MS)
    return { ...core, told: core.on('fleet').length }
  }

  test('is told to the office once it is known, whole, and stands in its snapshot', () => {
    const { on, devices } = settled()
    expect(on('fleet')).toMatchObject([
      [{ id: 'kiosk-1', connected: true, protocol: 2, version: '1', clockOffsetMs: 10, refused: 0 }],
    ])
    expect(devices.snapshot('fleet')).toMatchObject([{ kind: 'device-health', id: 'kiosk-1' }])
    expect(devices.snapshot('floor')).toHaveLength(1)
  })

  test.each([
    ['a little drift of its clock', { clockOffsetMs: 300 }, 0],
    ['a clock that is off', { clockOffsetMs: 3_600_000 }, 1],
    ['a cache that started over', { startedOver: 1 }, 1],
    ['a command that waits', { oldestWaitingMs: 40_000 }, 1],
  ])('%s', (_what, self, times) => {
    const { on, devices, time, told } = settled()
    report(devices, self)
    time.advance(HEALTH_EVERY_MS)
    expect(on('fleet')).toHaveLength(told + times)
  })

  test('[S1] who saw it away in a snapshot is told that it is back, though nobody else was told of either', () => {
    const { on, devices, time, told } = settled()
    time.advance(HEALTH_EVERY_MS)
    devices.disconnected(kiosk)
    expect(devices.snapshot('fleet')).toMatchObject([{ value: { connected: false } }])
    devices.connected(kiosk)
    time.advance(HEALTH_EVERY_MS)
    expect(on('fleet').slice(told)).toMatchObject([[{ id: 'kiosk-1', connected: true }]])
  })

  test('is told at most once in its time, however much happens', () => {
    const { on, devices, time, told } = settled()
    time.advance(HEALTH_EVERY_MS)
    for (let at = 0; at < 50; at++) {
      devices.count(kiosk.deviceId, 'refused')
      time.advance(HEALTH_EVERY_MS / 60)
    }
    expect(on('fleet')).toHaveLength(told + 1)
    time.advance(HEALTH_EVERY_MS)
    expect(on('fleet').at(-1)).toMatchObject([{ refused: 50, throttled: 0 }])
  })

  test('[R2] only a device that came in is counted: nobody fills the book by inventing names', () => {
    const { devices } = settled()
    devices.count(asId<DeviceId>('invented'), 'refused')
    expect(devices.snapshot('fleet')).toHaveLength(1)
  })

  test('says how many entries the device is behind its topics, and nothing for another history', () => {
    const { devices, log, transact, time, on } = settled()
    const append = (topic: Topic) =>
      transact(() => log.append({ type: 'thing.changed', commandId: null, topic, puts: [] }))
    append('kiosk:kiosk-1')
    const { seq = 0 } = log.entriesSince('kiosk:kiosk-1', 0)[0] ?? {}
    append('floor')
    const behindAt = (cursor: { epoch: string; seq: number }) => {
      void devices.handlers['devices:report'](kiosk, { ...REPORT, self: { ...SELF, cursor } })
      time.advance(HEALTH_EVERY_MS)
      const [put] = devices.snapshot('fleet')
      return put?.kind === 'device-health' ? put.value.behind : 'none'
    }
    expect(behindAt({ epoch: log.epoch(), seq })).toBe(0)
    expect(behindAt({ epoch: log.epoch(), seq: seq - 1 })).toBe(1)
    expect(behindAt({ epoch: 'another', seq })).toBeNull()
    expect(on('fleet').at(-1)).toMatchObject([{ behind: null }])
  })
})

describe('device keys', () => {
  let folder: string
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'dangol-keys-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('are made once, readable by their owner only', () => {
    const path = join(folder, 'data', 'device-keys.json')
    const keys = readDeviceKeys(path, systemRandom)
    expect(readDeviceKeys(path, systemRandom)).toEqual(keys)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(new Set(Object.values(keys)).size).toBe(3)
  })

  test('a file that holds something else stops the start with a sentence', () => {
    const path = join(folder, 'device-keys.json')
    writeFileSync(path, '{"kiosk":"123"}')
    expect(() => readDeviceKeys(path, systemRandom)).toThrow(/cannot be read/)
  })

  test('open their own kind only', () => {
    const keys = newDeviceKeys(systemRandom)
    expect(isKeyOf(keys, 'kiosk', keys.kiosk)).toBe(true)
    expect(isKeyOf(keys, 'kiosk', keys.tablet)).toBe(false)
    expect(isKeyOf(keys, 'kiosk', '')).toBe(false)
  })
})
