import type { DeviceIdentity } from '@dangol/client/device-identity.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { createPairing } from './pairing.ts'
import type { AskedPairing } from './pairing.ts'
import type { Face } from '../staff-context.ts'

/** How often a device that waits asks whether the office let it in, and one without a line whether there is one. Milliseconds. */
export const ASK_AGAIN_MS = 2_000

export type Entry =
  | { kind: 'asking' }
  | { kind: 'unreachable' }
  | { kind: 'no-house-key' }
  /** The office comes first: nobody runs this store yet. */
  | { kind: 'not-founded' }
  | { kind: 'founding' }
  | { kind: 'busy' }
  | { kind: 'no-keys' }
  | { kind: 'pairing'; code: string; fingerprint: string; expiresAt: number; isOffline: boolean }
  | { kind: 'over'; why: 'expired' | 'refused' }

export interface EntryOptions {
  readonly face: Face
  /** Whether the demonstration's key is at hand. */
  readonly hasHouseKey: boolean
  /** Opens this device's own key, and makes one at the first time. Rejects where the browser cannot. */
  readonly open: () => Promise<DeviceIdentity>
  /** Whether the store trusts the house or paired devices, and whether anybody runs it yet. */
  readonly state: DeviceIdentity['state']
  readonly clock: Clock
  readonly timers: Timers
  /** It was of the house at its last start. */
  readonly wasPaired: boolean
  readonly onHouse: () => void
  /** It was of the house and is not any more. */
  readonly onPutOut: () => void
  readonly onPaired: (deviceId: DeviceId, identity: DeviceIdentity) => void
}

/** The way of a device into the house: by the demonstration's key, or with a key of its own and a word of the office. */
export function useEntry(o: EntryOptions) {
  const entry = shallowRef<Entry>({ kind: 'asking' })
  let asked: AskedPairing | null = null
  /** How far the store's clock is from this device's. Milliseconds. */
  let offsetMs = 0
  let cancel: CancelTimer = () => undefined
  let isOver = false
  const again = (next: () => Promise<void>): void => {
    cancel()
    if (!isOver) cancel = o.timers.after(ASK_AGAIN_MS, () => void next())
  }
  onScopeDispose(() => {
    isOver = true
    cancel()
  })
  const storeNowMs = (): number => o.clock.nowMs() + offsetMs

  async function begin(): Promise<void> {
    const state = await o.state()
    if (!state.ok) {
      // A device of the house works on without the store, and says so itself.
      if (o.hasHouseKey) return o.onHouse()
      entry.value = { kind: 'unreachable' }
      return again(begin)
    }
    offsetMs = state.value.at - o.clock.nowMs()
    if (state.value.mode === 'house') return o.hasHouseKey ? o.onHouse() : void (entry.value = { kind: 'no-house-key' })
    asked ??= await opened()
    if (asked === null) return void (entry.value = { kind: 'no-keys' })
    if (state.value.founded) return asked.begin()
    entry.value = { kind: o.face === 'office' ? 'founding' : 'not-founded' }
    if (o.face !== 'office') again(begin)
  }
  /** Null where the browser makes or keeps no key. */
  async function opened(): Promise<AskedPairing | null> {
    try {
      return createPairing({ ...o, identity: await o.open(), entry, storeNowMs, again, startOver: begin })
    } catch {
      return null
    }
  }

  return {
    entry: computed(() => entry.value),
    begin,
    storeNowMs,
    /** A new code, after one that is over. */
    fresh: async (): Promise<void> => {
      entry.value = { kind: 'asking' }
      await (asked === null ? begin() : asked.pair())
    },
    /** The first office and the first manager. Resolves with why not, null when it is done. */
    found: async (first: Parameters<DeviceIdentity['found']>[0]) =>
      asked === null ? ('unavailable' as const) : asked.found(first),
  }
}
