import type { DeviceIdentity } from '@dangol/client/device-identity.ts'
import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import { fingerprintOf } from '@dangol/domain/trust/device-proof.ts'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { Pairing } from '@dangol/protocol/trust.ts'
import { computed, onScopeDispose, shallowRef } from 'vue'
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

interface EntryOptions {
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
  let identity: DeviceIdentity | null = null
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
    try {
      identity ??= await o.open()
    } catch {
      return void (entry.value = { kind: 'no-keys' })
    }
    if (state.value.founded) return look(true)
    entry.value = { kind: o.face === 'office' ? 'founding' : 'not-founded' }
    if (o.face !== 'office') again(begin)
  }
  /** Where this key's pairing stands; `asks` for one when there is none. */
  async function look(asks: boolean): Promise<void> {
    if (identity === null) return
    const stands = await identity.pairing()
    if (stands.ok && stands.value.state === 'none' && asks) return o.wasPaired ? o.onPutOut() : pair()
    judge(stands)
  }
  async function pair(): Promise<void> {
    if (identity !== null) judge(await identity.pair(o.face))
  }
  function judge(answer: Awaited<ReturnType<DeviceIdentity['pairing']>>): void {
    if (answer.ok) return stand(answer.value)
    if (answer.error.code === 'too-many-tries') {
      entry.value = { kind: 'busy' }
      return
    }
    const shown = entry.value
    entry.value = shown.kind === 'pairing' ? { ...shown, isOffline: true } : { kind: 'unreachable' }
    again(shown.kind === 'pairing' ? () => look(false) : begin)
  }
  function stand(pairing: Pairing): void {
    if (identity === null) return
    if (pairing.state === 'paired') return o.onPaired(pairing.deviceId, identity)
    if (pairing.state === 'none') {
      const shown = entry.value
      const isLate = shown.kind === 'pairing' && storeNowMs() >= shown.expiresAt
      entry.value = { kind: 'over', why: isLate ? 'expired' : 'refused' }
      return
    }
    const { code, expiresAt } = pairing
    entry.value = {
      kind: 'pairing',
      code,
      expiresAt,
      fingerprint: fingerprintOf(identity.key.publicKey),
      isOffline: false,
    }
    again(() => look(false))
  }

  return {
    entry: computed(() => entry.value),
    begin,
    storeNowMs,
    /** A new code, after one that is over. */
    async fresh(): Promise<void> {
      entry.value = { kind: 'asking' }
      await (identity === null ? begin() : pair())
    },
    /** The first office and the first manager. Resolves with why not, null when it is done. */
    async found(first: Parameters<DeviceIdentity['found']>[0]) {
      if (identity === null) return 'unavailable' as const
      const answer = await identity.found(first)
      if (!answer.ok) return answer.error.code
      stand(answer.value)
      return null
    },
  }
}
