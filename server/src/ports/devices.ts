import type { CommandId, DeviceId } from '@dangol/domain/ids/ids.ts'
import type { DeviceStatus } from '@dangol/protocol/devices.ts'
import type { Topic } from '@dangol/protocol/sync.ts'

/** The key that a paired device proves; the devices feature knows. */
export interface DeviceThumbprints {
  /** RFC 7638 thumbprint; null for a device that the house trusts without one. */
  thumbprintOf(deviceId: DeviceId): string | null
}

/** The visits feature, as the devices feature uses it; called inside the transaction that revokes the device. */
export interface DeviceVisits {
  endOn(deviceId: DeviceId, commandId: CommandId | null): void
}

/** Who is signed in where, as the devices feature uses it; called inside the transaction that revokes the device. */
export interface DeviceHolders {
  endOnDevice(deviceId: DeviceId): void
}

/** Topics of the kiosks this store knows, for facts that concern every screen. */
export interface KioskTopics {
  kioskTopics(): Topic[]
}

/** The devices this store knows. */
export interface DeviceBook {
  statuses(): DeviceStatus[]
}
