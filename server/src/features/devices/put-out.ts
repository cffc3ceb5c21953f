import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Once } from '../../commands/once.ts'
import type { DeviceHolders, DeviceVisits } from '../../ports/devices.ts'
import type { AccessLog } from '../../ports/people.ts'
import type { ChangeLog, Cutting } from '../../ports/sync.ts'
import type { Handlers } from '../../transport/handler.ts'
import type { Inventory } from './inventory.ts'
import { isSigned } from './proof.ts'

export interface PutOutDeps {
  readonly storeTime: Clock
  readonly once: Once
  readonly access: AccessLog
  readonly inventory: Inventory
  readonly visits: DeviceVisits
  readonly holders: DeviceHolders
  readonly log: ChangeLog
  readonly cutting: Pick<Cutting, 'cut'>
}

/** What happens to a device of the house afterwards: another name, another key, and the end. */
export function createPutOut(deps: PutOutDeps): Handlers<'devices:revoke' | 'devices:rename' | 'devices:rotate'> {
  const { storeTime, once, access, inventory } = deps
  return {
    'devices:revoke': (caller, { commandId, deviceId }) =>
      once(commandId, caller.deviceId, () => {
        const device = inventory.find(deviceId)
        if (device === null) return refuse('no-such-device')
        const decided = (result: string) => access.record({ caller, what: 'devices.revoke', subject: deviceId, result })
        if (deviceId === caller.deviceId) {
          decided('own-device')
          return refuse('own-device')
        }
        if (device.state === 'revoked') return ok(null)
        inventory.revoke(deviceId, storeTime.nowMs(), commandId)
        deps.visits.endOn(deviceId, commandId)
        deps.holders.endOnDevice(deviceId)
        // It hears no more even of this very commit (T3), and is gone when that is durable.
        deps.log.entitlementChanged('floor')
        deps.log.entitlementChanged('fleet')
        deps.cutting.cut((one) => one.deviceId === deviceId)
        decided('revoked')
        return ok(null)
      }),
    'devices:rename': (caller, { commandId, deviceId, name }) =>
      once(commandId, caller.deviceId, () => {
        if (inventory.find(deviceId) === null) return refuse('no-such-device')
        inventory.rename(deviceId, name, commandId)
        access.record({ caller, what: 'devices.rename', subject: deviceId, result: 'renamed' })
        return ok(null)
      }),
    'devices:rotate': (caller, { commandId, publicKey, signedByOld, signedByNew }) =>
      once(commandId, caller.deviceId, () => {
        const { deviceId } = caller
        const device = inventory.find(deviceId)
        if (device?.state !== 'active') return refuse('not-paired')
        // The connection it came over was proven for this very store.
        const said = { what: 'rotate', challenge: commandId, host: '', claims: [publicKey] } as const
        const isFree = inventory.activeWithKey(publicKey) === null
        const isProven =
          isSigned({ ...said, publicKey: device.publicKey }, signedByOld) &&
          isSigned({ ...said, publicKey }, signedByNew)
        const result = isFree && isProven ? 'key-changed' : 'bad-proof'
        access.record({ caller, what: 'devices.rotate', subject: deviceId, result })
        if (result === 'bad-proof') return refuse('bad-proof')
        inventory.changeKey(deviceId, publicKey, storeTime.nowMs(), commandId)
        // Whoever else is there as this device came in by the old key; a thief with a copy of it, say.
        deps.cutting.cut((one) => one.deviceId === deviceId && one !== caller)
        return ok(null)
      }),
  }
}
