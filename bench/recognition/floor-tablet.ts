import { createReplica } from '@dangol/client/replica.ts'
import { openStoreLink } from '@dangol/client/store-link.ts'
import { systemTimers } from '@dangol/client/system-clock.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { until } from '@dangol/client/testing/until.ts'
import { PROTOCOL_VERSION } from '@dangol/protocol/version.ts'
import { associateAt, keepSignedIn } from '../../shared/tooling/sign-in.ts'

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
  let session: string | null = null
  const link = openStoreLink({
    url: o.storeUrl,
    handshake: () => ({ protocol: PROTOCOL_VERSION, device, token: o.token, ...(session === null ? {} : { session }) }),
    timers: systemTimers,
  })
  keepSignedIn({ link, timers: systemTimers, associate: associateAt(0), onSession: (begun) => void (session = begun) })
  const waiting = new Map<DeviceId, (atMs: number) => void>()
  let onEnd: () => void = () => undefined
  const floor = link.subscribe('floor', createReplica(), (entry) => {
    const knownAtMs = performance.now()
    if (entry.dels.some((del) => del.kind === 'floor-visit')) onEnd()
    for (const put of entry.puts) {
      if (put.kind !== 'floor-visit' || put.value.level !== 'L2') continue
      waiting.get(put.value.deviceId)?.(knownAtMs)
      waiting.delete(put.value.deviceId)
    }
  })
  // Online it is also while nobody has signed in yet, and the floor is refused.
  await until(() => floor.status() === 'live', 'the floor', 10_000)
  return {
    seesArrival: (kiosk) => new Promise((resolve) => waiting.set(kiosk, resolve)),
    seesEnd: () => new Promise((resolve) => (onEnd = resolve)),
    close: () => link.close(),
  }
}
