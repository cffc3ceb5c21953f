import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemRandom } from '../../platform/system-ids.ts'
import { callerOf, openStoreCore } from '../../testing/store-core.ts'
import { isKeyOf, newDeviceKeys, readDeviceKeys } from './device-keys.ts'
import { createDevices } from './devices.ts'

const kiosk = callerOf('kiosk', 'kiosk-1')
const REPORT = { version: '1', screen: 'attract', outboxLength: 0, sentAt: 0 }

const open = () => {
  const core = openStoreCore()
  const start = () => createDevices({ ...core, clock: core.time })
  return { ...core, start, devices: start() }
}

describe('devices', () => {
  test('a sign of life without news is noted, not told', async () => {
    const { devices, appended, time } = open()
    devices.connected(kiosk)
    await devices.handlers['devices:report'](kiosk, REPORT)
    const told = appended.length
    time.advance(30_000)
    await devices.handlers['devices:report'](kiosk, REPORT)
    expect(appended).toHaveLength(told)
    expect(devices.statuses()[0]?.lastSeenAt).toBe(time.nowMs())
  })

  test('after a restart nobody is there until they come back', () => {
    const { devices, start } = open()
    devices.connected(kiosk)
    expect(start().statuses()).toMatchObject([{ id: 'kiosk-1', connected: false }])
  })

  test('kiosks are those with a topic for facts that concern every screen', () => {
    const { devices } = open()
    devices.connected(kiosk)
    devices.connected(callerOf('tablet', 'tablet-1'))
    expect(devices.kioskTopics()).toEqual(['kiosk:kiosk-1'])
    expect(devices.snapshot('kiosk:kiosk-1')).toEqual([])
    expect(devices.snapshot('floor')).toHaveLength(2)
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
