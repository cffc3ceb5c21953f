import type { Clock } from '@dangol/domain/time/clock.ts'
import { addressBytes } from '../platform/address-bytes.ts'

/** A store behind one address, coming back together, asks once a device; a pairing screen asks every two seconds. */
const ASKED_AT_ONCE = 200
const ASKED_PER_SECOND = 5
/** Places remembered; the one silent longest is forgotten. */
const PLACES_MAX = 2_000

/**
 * How often an address may ask what costs a signature's check. In memory: it protects the processor and no secret, and must not
 * need a disk that takes writes. `steady` never jumps.
 */
export function createAddressRate(steady: Clock): (address: string) => boolean {
  const buckets = new Map<string, { left: number; atMs: number }>()
  return (address) => {
    const place = placeOf(address)
    const nowMs = steady.nowMs()
    const before = buckets.get(place) ?? { left: ASKED_AT_ONCE, atMs: nowMs }
    const left = Math.min(ASKED_AT_ONCE, before.left + ((nowMs - before.atMs) / 1000) * ASKED_PER_SECOND)
    buckets.delete(place)
    buckets.set(place, { left: left < 1 ? left : left - 1, atMs: nowMs })
    for (const silent of buckets.keys()) {
      if (buckets.size <= PLACES_MAX) break
      buckets.delete(silent)
    }
    return left >= 1
  }
}

/** Who has one IPv6 address has the other 2^64 of its network as well. */
function placeOf(address: string): string {
  const bytes = addressBytes(address)
  return bytes === null ? '' : Buffer.from(bytes.subarray(0, 8)).toString('hex')
}
