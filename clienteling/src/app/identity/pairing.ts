import type { DeviceIdentity } from '@dangol/client/device-identity.ts'
import { fingerprintOf } from '@dangol/domain/trust/device-proof.ts'
import type { Pairing } from '@dangol/protocol/trust.ts'
import type { ShallowRef } from 'vue'
import type { Entry, EntryOptions } from './entry.ts'

interface PairingOptions extends Pick<EntryOptions, 'face' | 'wasPaired' | 'onPaired' | 'onPutOut'> {
  readonly identity: DeviceIdentity
  readonly entry: ShallowRef<Entry>
  readonly storeNowMs: () => number
  /** Runs it after a pause, in place of what else was to run then. */
  readonly again: (next: () => Promise<void>) => void
  /** Asks from the beginning how the store stands. */
  readonly startOver: () => Promise<void>
}

/** A device with a key of its own that wants to be of the house. */
export interface AskedPairing {
  /** Where this key stands with the store; asks to be let in where it is unknown. */
  begin(): Promise<void>
  /** Asks for a code, or for the pending one again. */
  pair(): Promise<void>
  found(first: Parameters<DeviceIdentity['found']>[0]): Promise<string | null>
}

/** Shows the store's word on this key's pairing, and asks for it until the office has decided. */
export function createPairing(o: PairingOptions): AskedPairing {
  const { identity, entry, again } = o

  const look = async (): Promise<void> => judge(await identity.pairing())
  const pair = async (): Promise<void> => judge(await identity.pair(o.face))
  function judge(answer: Awaited<ReturnType<DeviceIdentity['pairing']>>): void {
    if (answer.ok) return stand(answer.value)
    if (answer.error.code === 'too-many-tries') return void (entry.value = { kind: 'busy' })
    const shown = entry.value
    entry.value = shown.kind === 'pairing' ? { ...shown, isOffline: true } : { kind: 'unreachable' }
    again(shown.kind === 'pairing' ? look : o.startOver)
  }
  function stand(pairing: Pairing): void {
    if (pairing.state === 'paired') return o.onPaired(pairing.deviceId, identity)
    if (pairing.state === 'none') return end()
    const { code, expiresAt } = pairing
    const fingerprint = fingerprintOf(identity.key.publicKey)
    entry.value = { kind: 'pairing', code, expiresAt, fingerprint, isOffline: false }
    again(look)
  }
  function end(): void {
    const shown = entry.value
    const isLate = shown.kind === 'pairing' && o.storeNowMs() >= shown.expiresAt
    entry.value = { kind: 'over', why: isLate ? 'expired' : 'refused' }
  }

  return {
    pair,
    async begin() {
      const stands = await identity.pairing()
      if (!stands.ok || stands.value.state !== 'none') return judge(stands)
      // Known at its last start and not any more: it was put out meanwhile.
      return o.wasPaired ? o.onPutOut() : pair()
    },
    async found(first) {
      const answer = await identity.found(first)
      if (!answer.ok) return answer.error.code
      stand(answer.value)
      return null
    },
  }
}
