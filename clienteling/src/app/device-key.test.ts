import { describe, expect, it } from 'vitest'
import { createMemoryStorage } from '../testing/staff-app.ts'
import { takeDeviceKey } from './device-key.ts'
import { createDeviceMemory } from './device-memory.ts'

const TOKEN = 'k'.repeat(43)
const memoryOf = (face: 'tablet' | 'office' = 'tablet', storage = createMemoryStorage()) =>
  createDeviceMemory(storage, face)

function addressBar(hash: string) {
  const bar = { hash, cleared: false, clearHash: () => void (bar.cleared = true) }
  return bar
}

describe('the key of a staff device', () => {
  it('comes from the address and leaves it at once', () => {
    const bar = addressBar(`#k=${TOKEN}`)
    expect(takeDeviceKey(bar, memoryOf(), 'tablet-1')).toEqual({ token: TOKEN, deviceId: 'tablet-1' })
    expect(bar.cleared).toBe(true)
  })

  it('is remembered for the next start, device id included', () => {
    const memory = memoryOf()
    takeDeviceKey(addressBar(`#k=${TOKEN}&d=tablet-2`), memory, 'tablet-1')
    const bar = addressBar('')
    expect(takeDeviceKey(bar, memory, 'tablet-1')).toEqual({ token: TOKEN, deviceId: 'tablet-2' })
    expect(bar.cleared).toBe(false)
  })

  it('is replaced by a newer address, which also takes the device id back', () => {
    const memory = memoryOf()
    takeDeviceKey(addressBar(`#k=${TOKEN}&d=tablet-2`), memory, 'tablet-1')
    const newer = 'n'.repeat(43)
    expect(takeDeviceKey(addressBar(`#k=${newer}`), memory, 'tablet-1')).toEqual({ token: newer, deviceId: 'tablet-1' })
  })

  it.each([
    ['no address and nothing remembered', ''],
    ['another fragment', '#content'],
    ['a key too short to be one', '#k=abc'],
    ['a device id that is none', `#k=${TOKEN}&d=Tablet%202`],
  ])('is missing with %s', (_, hash) => {
    expect(takeDeviceKey(addressBar(hash), memoryOf(), 'tablet-1')).toBeNull()
  })

  it('is kept apart for tablet and office, which share one origin', () => {
    const storage = createMemoryStorage()
    takeDeviceKey(addressBar(`#k=${TOKEN}`), memoryOf('tablet', storage), 'tablet-1')
    expect(takeDeviceKey(addressBar(''), memoryOf('office', storage), 'office-1')).toBeNull()
  })
})
