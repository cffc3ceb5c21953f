import type { DeviceKey } from '@dangol/client/device-identity.ts'
import { webDeviceKey } from '@dangol/client/web-device-key.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { KEY_ROTATES_MS } from '@dangol/protocol/trust.ts'
import type { KeptKey, KeyVault } from './key-vault.ts'

/** The key that this device proves itself with, and its successor when it is old. */
export interface OwnKey {
  key(): DeviceKey
  /** The key that follows, once the present one is old; kept before it is told to anybody. */
  dueNext(): Promise<DeviceKey | null>
  /** Goes on with the next key, which the store may know already; false when there is none. */
  takeNext(): Promise<boolean>
}

/** The kept key, or a new one at the first start. Rejects where the browser makes or keeps none. */
export async function openOwnKey(vault: KeyVault, clock: Clock): Promise<OwnKey> {
  let kept = (await vault.read()) ?? (await firstKey())
  let key = await webDeviceKey(kept.pair)

  async function firstKey(): Promise<KeptKey> {
    const first = { pair: await vault.make(), since: clock.nowMs(), next: null }
    await vault.write(first)
    return first
  }
  async function keep(changed: KeptKey): Promise<void> {
    await vault.write(changed)
    kept = changed
  }
  return {
    key: () => key,
    async dueNext() {
      if (clock.nowMs() - kept.since < KEY_ROTATES_MS) return null
      const next = kept.next ?? (await vault.make())
      await keep({ ...kept, next })
      return webDeviceKey(next)
    },
    async takeNext() {
      if (kept.next === null) return false
      await keep({ pair: kept.next, since: clock.nowMs(), next: null })
      key = await webDeviceKey(kept.pair)
      return true
    },
  }
}
