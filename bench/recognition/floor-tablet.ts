import { createReplica } from '@dangol/client/replica.ts'
import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'

/** An associate's tablet that only watches: who arrived, and when it knew. */
export interface FloorTablet {
  /** Resolves with the moment (performance.now) at which a recognised arrival on this kiosk was known. */
  seesArrival(kiosk: DeviceId): Promise<number>
  /** Resolves when the next visit on the floor has ended. */
  seesEnd(): Promise<void>
  close(): void
}

export async function openFloorTablet(o: { storeUrl: string; token: string }): Promise<FloorTablet> {
  const device = { id: 'tablet-1' as DeviceId, kind: 'tablet' as const }
  const link = openStoreLink({
    url: o.storeUrl,
    handshake: () => ({ protocol: PROTOCOL_VERSION, device, token: o.token }),
    timers: systemTimers,
  })
  const waiting = new Map<DeviceId, (atMs: number) => void>()
  let onEnd: () => void = () => undefined
  link.subscribe('floor', createReplica(), (entry) => {
    const knownAtMs = performance.now()
    if (entry.dels.some((del) => del.kind === 'floor-visit')) onEnd()
    for (const put of entry.puts) {
      if (put.kind !== 'floor-visit' || put.value.level !== 'L2') continue
      waiting.get(put.value.deviceId)?.(knownAtMs)
      waiting.delete(put.value.deviceId)
    }
  })
  await new Promise<void>((resolve) => link.onStatus((status) => status === 'online' && resolve()))
  return {
    seesArrival: (kiosk) => new Promise((resolve) => waiting.set(kiosk, resolve)),
    seesEnd: () => new Promise((resolve) => (onEnd = resolve)),
    close: () => link.close(),
  }
}
