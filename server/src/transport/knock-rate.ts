import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import { createAddressRate, PROOFS, PROOFS_OF_A_DEVICE } from './address-rate.ts'

/** Whether a handshake from this address is judged. `device`: whose key it names, if that is a device of the house. */
export type KnockRate = (address: string, device: DeviceId | null) => boolean

/**
 * Strangers are counted by address, a device of the house at an address by itself: a stranger beside it cannot keep it out, as
 * nobody names its key who has not seen it. Whoever has could spend that device's tries at their own address, and no others.
 */
export function createKnockRate(steady: Clock): KnockRate {
  const strangers = createAddressRate(steady, PROOFS)
  const ours = createAddressRate(steady, PROOFS_OF_A_DEVICE)
  return (address, device) => (device === null ? strangers(address) : ours(address, device))
}
