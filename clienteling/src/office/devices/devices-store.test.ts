import { until } from '@dangol/client/testing/until.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { KEY_ROTATES_MS } from '@dangol/protocol/trust.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deviceHealth, pairedDevice, pairingAsk } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useFleetStore } from '../fleet/fleet-store.ts'
import { useDevicesStore } from './devices-store.ts'
import { inventoryOf } from './inventory.ts'
import { wrongCodeOf } from './wrong-code.ts'

const KIOSK_2 = 'kiosk-2' as DeviceId
let app: StaffApp
beforeEach(() => {
  app = startStaffApp('office')
  app.store.answer('devices:find-pairing', ({ code }) =>
    code === 'BCDFGHJK'
      ? { ok: true, value: pairingAsk() }
      : { ok: false, error: { code: 'no-such-code', detail: '4' } },
  )
})
afterEach(() => app.stop())
const asked = (name: string) => app.store.received.filter((one) => one.name === name).map(({ input }) => input)

async function opened() {
  const devices = app.use(useDevicesStore)
  await until(() => app.link.status() === 'online', 'the line')
  return devices
}

describe('letting a device in', () => {
  it.each(['BCDFGHJK', 'bcdf-ghjk', ' bcdf ghjk '])('finds it by %j, however it was typed', async (typed) => {
    const devices = await opened()
    expect(await devices.find(typed)).toBe('found')
    expect([asked('devices:find-pairing'), devices.asked]).toEqual([[{ code: 'BCDFGHJK' }], pairingAsk()])
  })

  it('asks nothing for what cannot be a code, so that it costs no try', async () => {
    const devices = await opened()
    expect(await devices.find('BCDF-GHJ')).toBe('not-a-code')
    expect(await devices.find('ABCDEFGH')).toBe('not-a-code')
    expect(asked('devices:find-pairing')).toEqual([])
  })

  it('tells how many tries a wrong code leaves', async () => {
    const devices = await opened()
    expect(await devices.find('ZZZZZZZZ')).toBe('refused')
    expect([devices.asked, wrongCodeOf(devices.finding.refusal)]).toEqual([null, { kind: 'wrong', triesLeft: 4 }])
  })

  it('approves what was found under the name it is given, and is done with it', async () => {
    app.store.answer('devices:approve', () => ({ ok: true, value: null }))
    const devices = await opened()
    expect(await devices.approve(KIOSK_2, 'early')).toBe(false)
    await devices.find('BCDFGHJK')
    expect(await devices.approve(KIOSK_2, '창가 키오스크')).toBe(true)
    expect(asked('devices:approve')).toMatchObject([{ code: 'BCDFGHJK', deviceId: KIOSK_2, name: '창가 키오스크' }])
    devices.layAside()
    expect(devices.asked).toBeNull()
  })

  it('keeps what was found where the id is taken', async () => {
    app.store.answer('devices:approve', () => ({ ok: false, error: { code: 'id-taken' } }))
    const devices = await opened()
    await devices.find('BCDFGHJK')
    expect(await devices.approve(KIOSK_2, '창가')).toBe(false)
    expect([devices.asked, devices.deciding.refusal]).toEqual([pairingAsk(), { code: 'id-taken' }])
  })

  it('rejects it by the same code', async () => {
    app.store.answer('devices:reject', () => ({ ok: true, value: null }))
    const devices = await opened()
    await devices.find('BCDFGHJK')
    expect(await devices.reject()).toBe(true)
    expect(asked('devices:reject')).toMatchObject([{ code: 'BCDFGHJK' }])
  })
})

describe('a wrong code', () => {
  it.each([
    [{ code: 'no-such-code', detail: '2' } as const, { kind: 'wrong', triesLeft: 2 }],
    [{ code: 'no-such-code' } as const, { kind: 'wrong', triesLeft: null }],
    [{ code: 'too-many-tries', detail: '601000' } as const, { kind: 'wait', untilMs: 601_000 }],
    [{ code: 'too-many-tries' } as const, { kind: 'wait', untilMs: null }],
    [{ code: 'unavailable' } as const, null],
    [null, null],
  ])('%j is read as %j', (refusal, read) => {
    expect(wrongCodeOf(refusal)).toEqual(read)
  })
})

describe('the inventory', () => {
  it('comes with the fleet, each device with how it was last heard of', async () => {
    const [paired, health] = [pairedDevice(), deviceHealth()]
    app.store.catchUp('fleet', {
      ...{ kind: 'snapshot', epoch: 'e', head: 1 },
      puts: [
        { kind: 'paired-device', id: paired.id, value: paired },
        { kind: 'device-health', id: health.id, value: health },
      ],
    })
    const fleet = app.use(useFleetStore)
    await until(() => fleet.paired.length === 1, 'the fleet')
    expect(inventoryOf(fleet.paired, fleet.devices, 1_000)).toEqual([
      { device: paired, health, state: 'connected', keyAgeDays: 0, isKeyDue: false },
    ])
  })

  it('has those of the house before those put out, then kind by kind, then as people count', () => {
    const of = (id: string, over = {}) => pairedDevice({ id: id as DeviceId, ...over })
    const rows = inventoryOf(
      [
        of('kiosk-1', { state: 'revoked' }),
        of('office-1', { kind: 'office' }),
        of('kiosk-10'),
        of('tablet-1', { kind: 'tablet' }),
        of('kiosk-2'),
      ],
      [],
      1_000,
    )
    expect(rows.map(({ device }) => device.id)).toEqual(['kiosk-2', 'kiosk-10', 'tablet-1', 'office-1', 'kiosk-1'])
    expect(rows.map(({ state }) => state)).toEqual(['away', 'away', 'away', 'away', 'revoked'])
  })

  it('tells the age of a key in days, and which is to be changed', () => {
    const at = 1_000 + KEY_ROTATES_MS
    const [row] = inventoryOf([pairedDevice()], [], at)
    expect(row).toMatchObject({ keyAgeDays: 180, isKeyDue: true })
    expect(inventoryOf([pairedDevice({ state: 'revoked' })], [], at)[0]?.isKeyDue).toBe(false)
  })

  it('says nothing of a device put out by what another of its id reports', () => {
    const [row] = inventoryOf([pairedDevice({ state: 'revoked' })], [deviceHealth()], 1_000)
    expect(row).toMatchObject({ health: null, state: 'revoked' })
  })
})
