import type { DeviceKey } from '@dangol/client/device-identity.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { KEY_ROTATES_MS } from '@dangol/protocol/trust.ts'
import type { Identity, IdentityFile } from './identity-file.ts'
import { kioskKeyOf, newKioskKey } from './node-device-key.ts'

/** The kiosk's keys: the one it has, and the next one while it is being changed. */
export interface KeyRing {
  /** As the store knows this kiosk, or will. */
  key(): DeviceKey
  deviceId(): DeviceId | null
  readonly paired: (deviceId: DeviceId) => void
  /** The key that follows, once the present one is old; kept on the disk before it is told to anybody. */
  dueNext(): DeviceKey | null
  /** The store took the next key. */
  rotated(): void
  /** Goes on with the next key when the store may know that one already; false when there is none. */
  tryNext(): boolean
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
    rotated: () => void takeNext(),
    tryNext: takeNext,
  }
}
