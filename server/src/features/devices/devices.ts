import { ok } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { DeviceStatus } from '@dangol/protocol/devices.ts'
import type { Db } from '../../db/open.ts'
import type { Transact } from '../../db/transact.ts'
import type { ChangeLog, DeviceBook, KioskTopics, SnapshotProvider } from '../../ports.ts'
import type { Caller, Handlers } from '../../transport/handler.ts'
import { prepareDevices } from './devices.sql.ts'

export interface DevicesFeature extends DeviceBook, KioskTopics {
  readonly handlers: Handlers<'devices:report'>
  readonly snapshot: SnapshotProvider
  readonly connected: (caller: Caller) => void
  readonly disconnected: (caller: Caller) => void
}

/** Which devices this store has, and whether they are there. The floor hears of changes, not of every sign of life. */
export function createDevices(deps: { db: Db; clock: Clock; transact: Transact; log: ChangeLog }): DevicesFeature {
  const { clock, transact, log } = deps
  const sql = prepareDevices(deps.db)
  // Whoever was connected before a restart has to connect again.
  sql.disconnectAll.run()

  const update = (caller: Caller, changed: Partial<DeviceStatus>): void =>
    transact(() => {
      const before = sql.find(caller.deviceId)
      const now: DeviceStatus = {
        ...(before ?? newDevice(caller)),
        kind: caller.kind,
        ...changed,
        lastSeenAt: clock.nowMs(),
      }
      sql.put(now)
      if (before !== null && sameApartFromTime(before, now)) return
      log.append({
        type: 'device.changed',
        commandId: null,
        topic: 'floor',
        puts: [{ kind: 'device', id: now.id, value: now }],
      })
    })

  return {
    handlers: {
      'devices:report': (caller, { version, screen, outboxLength }) => {
        update(caller, { connected: true, version, screen, outboxLength })
        return ok({ at: clock.nowMs() })
      },
    },
    snapshot: (topic) =>
      topic === 'floor' ? sql.all().map((device) => ({ kind: 'device', id: device.id, value: device })) : [],
    statuses: sql.all,
    kioskTopics: () =>
      sql
        .all()
        .filter((device) => device.kind === 'kiosk')
        .map((device) => `kiosk:${device.id}` as const),
    connected: (caller) => update(caller, { connected: true }),
    disconnected: (caller) => update(caller, { connected: false }),
  }
}

const newDevice = (caller: Caller): DeviceStatus => ({
  id: caller.deviceId,
  kind: caller.kind,
  connected: true,
  lastSeenAt: 0,
  version: '',
  outboxLength: 0,
  screen: '',
})

const sameApartFromTime = (a: DeviceStatus, b: DeviceStatus): boolean =>
  JSON.stringify({ ...a, lastSeenAt: 0 }) === JSON.stringify({ ...b, lastSeenAt: 0 })
