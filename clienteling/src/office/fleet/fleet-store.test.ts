import { until } from '@dangol/client/testing/until.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Put } from '@dangol/protocol/sync.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { deviceHealth } from '../../testing/samples.ts'
import { startStaffApp } from '../../testing/staff-app.ts'
import type { StaffApp } from '../../testing/staff-app.ts'
import { useFleetStore } from './fleet-store.ts'

let app: StaffApp
beforeEach(() => void (app = startStaffApp('office')))
afterEach(() => app.stop())

const put = (value = deviceHealth()): Put => ({ kind: 'device-health', id: value.id, value })

it('[T1] follows the fleet, the troubled first, and changes with it', async () => {
  const [well, ill] = [deviceHealth(), deviceHealth({ id: 'kiosk-2' as DeviceId, connected: false })]
  app.store.catchUp('fleet', { kind: 'snapshot', epoch: 'e', head: 1, puts: [put(well), put(ill)] })
  const fleet = app.use(useFleetStore)
  await until(() => fleet.devices.length === 2, 'the fleet')
  expect([fleet.devices[0]?.id, fleet.troubled.map(({ id }) => id)]).toEqual(['kiosk-2', ['kiosk-2']])
  expect(fleet.strangers).toBeNull()
  const entry = { seq: 2, prev: 1, type: 'fleet.changed', at: 0, puts: [put({ ...ill, connected: true })], dels: [] }
  app.store.append('fleet', 'e', entry)
  await until(() => fleet.troubled.length === 0, 'the change')
})

it('knows of whoever knocks too often and is no device of the house', async () => {
  const value = { throttled: 7, at: 1_000, from: '10.0.0.66' }
  const puts: Put[] = [put(), { kind: 'strangers', id: 'door', value }]
  app.store.catchUp('fleet', { kind: 'snapshot', epoch: 'e', head: 1, puts })
  const fleet = app.use(useFleetStore)
  await until(() => fleet.strangers !== null, 'the strangers')
  expect(fleet.strangers).toEqual(value)
})
