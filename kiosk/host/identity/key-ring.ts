import type { DeviceKey } from '@dangol/client/device-identity.ts'
import type { ChangingKey } from '@dangol/client/rotate-key.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { KEY_ROTATES_MS } from '@dangol/protocol/trust.ts'
import type { Identity, IdentityFile } from './identity-file.ts'
import { kioskKeyOf, newKioskKey } from './node-device-key.ts'

/** The kiosk's keys: the one it has, and the next one while it is being changed. */
export interface KeyRing extends ChangingKey {
  deviceId(): DeviceId | null
  readonly paired: (deviceId: DeviceId) => void
  dueNext(): DeviceKey | null
  takeNext(): boolean
}

/** Reads what the disk has, and makes a key at the first start. `clock` is the wall clock. */
export function createKeyRing(file: IdentityFile, clock: Clock): KeyRing {
  let identity = file.read() ?? { key: newKioskKey(), keySince: clock.nowMs(), next: null, deviceId: null }
  const keep = (changed: Partial<Identity>): void => {
    identity = { ...identity, ...changed }
    file.write(identity)
  }
  keep({})
  const takeNext = (): boolean => {
    if (identity.next === null) return false
    keep({ key: identity.next, next: null, keySince: clock.nowMs() })
    return true
  }
  return {
    key: () => kioskKeyOf(identity.key),
    deviceId: () => identity.deviceId,
    paired: (deviceId) => keep({ deviceId }),
    dueNext() {
      if (clock.nowMs() - identity.keySince < KEY_ROTATES_MS) return null
      const next = identity.next ?? newKioskKey()
      keep({ next })
      return kioskKeyOf(next)
    },
    takeNext,
  }
}
