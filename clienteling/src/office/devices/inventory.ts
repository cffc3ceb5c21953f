import type { DeviceHealth } from '@dangol/protocol/devices.ts'
import { KEY_ROTATES_MS } from '@dangol/protocol/trust.ts'
import type { PairedDevice } from '@dangol/protocol/trust.ts'

const DAY_MS = 24 * 60 * 60_000

/** A device of the house, and how it was last heard of. */
export interface InventoryRow {
  readonly device: PairedDevice
  /** Null while it has never reported. */
  readonly health: DeviceHealth | null
  readonly state: 'connected' | 'away' | 'revoked'
  readonly keyAgeDays: number
  /** Its key is old enough to be changed when it connects. */
  readonly isKeyDue: boolean
}

/** The inventory: devices of the house before those put out; kiosks, tablets, offices; then as people count. */
export function inventoryOf(
  paired: readonly PairedDevice[],
  fleet: readonly DeviceHealth[],
  nowMs: number,
): InventoryRow[] {
  const healths = new Map(fleet.map((health) => [health.id, health]))
  const rows = paired.map((device): InventoryRow => {
    // A device that was put out may have its id used again by another.
    const health = device.state === 'active' ? (healths.get(device.id) ?? null) : null
    const keyAgeMs = Math.max(0, nowMs - device.keySince)
    return {
      ...{ device, health, state: stateOf(device, health) },
      keyAgeDays: Math.floor(keyAgeMs / DAY_MS),
      isKeyDue: device.state === 'active' && keyAgeMs >= KEY_ROTATES_MS,
    }
  })
  return rows.toSorted(byPlace)
}

const stateOf = ({ state }: PairedDevice, health: DeviceHealth | null): InventoryRow['state'] => {
  if (state === 'revoked') return 'revoked'
  return health?.connected === true ? 'connected' : 'away'
}

const KINDS = ['kiosk', 'tablet', 'office'] as const
const byPlace = ({ device: a }: InventoryRow, { device: b }: InventoryRow): number =>
  Number(a.state === 'revoked') - Number(b.state === 'revoked') ||
  KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
  a.id.localeCompare(b.id, 'en', { numeric: true })
