import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { DeviceIdSchema } from '@dangol/protocol/common.ts'
import { HandshakeSchema } from '@dangol/protocol/handshake.ts'
import type { DeviceMemory } from './device-memory.ts'

export interface DeviceKey {
  readonly token: string
  readonly deviceId: DeviceId
}

/** The address bar, as far as the key needs it. */
export interface AddressBar {
  readonly hash: string
  /** Takes the fragment out of the address and of the history. */
  clearHash(): void
}

/**
 * The key of this device: from the address printed at the store server (`#k=TOKEN`, and `d=tablet-2` for a second device),
 * else as remembered. It leaves the address bar at once, so that nobody reads it over a shoulder. Null: not registered yet.
 */
export function takeDeviceKey(address: AddressBar, memory: DeviceMemory, usualId: string): DeviceKey | null {
  const given = new URLSearchParams(address.hash.replace(/^#/, ''))
  const token = given.get('k')
  if (token !== null) {
    address.clearHash()
    memory.set('key', token)
    memory.set('device', given.get('d') ?? usualId)
  }
  return checkedKey(memory.get('key'), memory.get('device') ?? usualId)
}

function checkedKey(token: string | null, id: string): DeviceKey | null {
  const checkedToken = HandshakeSchema.shape.token.safeParse(token)
  const checkedId = DeviceIdSchema.safeParse(id)
  return checkedToken.success && checkedId.success ? { token: checkedToken.data, deviceId: checkedId.data } : null
}
