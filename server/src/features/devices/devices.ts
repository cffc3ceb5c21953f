import { ok } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { DeviceBook, KioskTopics } from '../../ports/devices.ts'
import type { LogDistance, SnapshotProvider } from '../../ports/sync.ts'
import type { Caller, Handlers } from '../../transport/handler.ts'
import { createHealthBook } from './device-health.ts'
import type { HealthBook } from './device-health.ts'
import { createRegister } from './device-register.ts'
import type { RegisterDeps } from './device-register.ts'
import { createStrangersBook } from './strangers.ts'
import type { StrangersBook } from './strangers.ts'

export interface DevicesFeature extends DeviceBook, KioskTopics {
  readonly handlers: Handlers<'devices:report'>
  readonly snapshot: SnapshotProvider
  readonly connected: (caller: Caller) => void
  readonly disconnected: (caller: Caller) => void
  readonly count: HealthBook['count']
  readonly turnedAway: StrangersBook['turnedAway']
  stop(): void
}

/** Which devices this store has, whether they are there, and how they fare. */
export function createDevices(deps: RegisterDeps & { log: LogDistance; storeTime: Clock }): DevicesFeature {
  const { storeTime } = deps
  const register = createRegister(deps)
  const strangers = createStrangersBook(deps)
  const health = createHealthBook({ ...deps, find: (id) => register.find(id) })
  health.begin(register.all())
  register.onForgotten((id) => health.forget(id))
  return {
    handlers: {
      'devices:report': (caller, { version, screen, outboxLength, self }) => {
        register.note(caller, { connected: true, version, screen, outboxLength })
        health.reported(caller, self)
        return ok({ at: storeTime.nowMs() })
      },
    },
    snapshot(topic) {
      if (topic === 'fleet') {
        return [
          ...health.shown().map((value) => ({ kind: 'device-health' as const, id: value.id, value })),
          ...strangers.puts(),
        ]
      }
      return topic === 'floor' ? register.told().map((value) => ({ kind: 'device', id: value.id, value })) : []
    },
    statuses: () => register.all(),
    kioskTopics: () =>
      register
        .all()
        .filter((device) => device.kind === 'kiosk')
        .map((device) => `kiosk:${device.id}` as const),
    connected(caller) {
      health.connected(caller)
      register.note(caller, { connected: true })
    },
    disconnected(caller) {
      register.note(caller, { connected: false })
      health.changed()
    },
    count: (id, what) => health.count(id, what),
    turnedAway: (address) => strangers.turnedAway(address),
    stop() {
      register.stop()
      health.stop()
      strangers.stop()
    },
  }
}
