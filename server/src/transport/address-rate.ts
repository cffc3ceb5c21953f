import type { Clock } from '@dangol/domain/time/clock.ts'
import { addressBytes } from '../platform/address-bytes.ts'

/** How often one place may ask. */
export interface Rate {
  readonly atOnce: number
  readonly perSecond: number
}

/** What costs a signature's check. A store behind one address, coming back together, asks once a device. */
export const PROOFS: Rate = { atOnce: 200, perSecond: 5 }
/** What costs a word: a challenge, or the state of the store. So many that whoever asks too much keeps nobody beside them out. */
export const WORDS: Rate = { atOnce: 1_000, perSecond: 50 }
/** Proofs of one device of the house: its pages may all connect at once, and come back a few times in a bad minute. */
export const PROOFS_OF_A_DEVICE: Rate = { atOnce: 30, perSecond: 1 }
/** What costs a connection and its handshake, before anything is said: all pages of a store behind one address, opened anew together. */
export const CONNECTIONS: Rate = { atOnce: 2_000, perSecond: 100 }
/** Places remembered; the one silent longest is forgotten. */
export const PLACES_MAX = 2_000

/** False for whoever asked too often. `within`: somebody at this address who is counted by themselves. */
export type AddressRate = (address: string, within?: string) => boolean

/**
 * How often an address may ask what costs the server something. In memory: it protects the processor and no secret, and must not
 * need a disk that takes writes. `steady` never jumps.
 */
export function createAddressRate(steady: Clock, { atOnce, perSecond }: Rate): AddressRate {
  const buckets = new Map<string, { left: number; atMs: number }>()
  return (address, within = '') => {
    const place = `${placeOf(address)} ${within}`
    const nowMs = steady.nowMs()
    const before = buckets.get(place) ?? { left: atOnce, atMs: nowMs }
    const left = Math.min(atOnce, before.left + ((nowMs - before.atMs) / 1000) * perSecond)
    // Put in anew, so that the first of the map is the one silent longest.
    buckets.delete(place)
    buckets.set(place, { left: left < 1 ? left : left - 1, atMs: nowMs })
    for (const silent of buckets.keys()) {
      if (buckets.size <= PLACES_MAX) break
      buckets.delete(silent)
    }
    return left >= 1
  }
}

/** What is one place: who has one IPv6 address has the other 2^64 of its network as well. */
export function placeOf(address: string): string {
  const bytes = addressBytes(address)
  return bytes === null ? '' : Buffer.from(bytes.subarray(0, 8)).toString('hex')
}
