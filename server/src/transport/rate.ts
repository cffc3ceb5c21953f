import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Caller } from './handler.ts'

/** A person with both hands on a screen makes a few requests per second; a device that makes more is broken. */
export const REQUESTS_PER_SECOND = 50
/** A reconnecting device says much at once. */
export const REQUESTS_AT_ONCE = 200
/** Devices remembered; the one that was silent longest is forgotten, and has earned a full bucket by then. */
const DEVICES_MAX = 5_000

/** A bucket of requests per device, however many connections it has, refilled with time. `steady` never jumps. */
export function createRequestRate(steady: Clock, perSecond = REQUESTS_PER_SECOND): (caller: Caller) => boolean {
  const buckets = new Map<DeviceId, { left: number; atMs: number }>()
  const most = Math.max(REQUESTS_AT_ONCE, perSecond)
  return ({ deviceId }) => {
    const nowMs = steady.nowMs()
    const bucket = buckets.get(deviceId) ?? { left: most, atMs: nowMs }
    bucket.left = Math.min(most, bucket.left + ((nowMs - bucket.atMs) / 1000) * perSecond)
    bucket.atMs = nowMs
    // Put in anew, so that the first of the map is the one silent longest.
    buckets.delete(deviceId)
    buckets.set(deviceId, bucket)
    for (const silent of buckets.keys()) {
      if (buckets.size <= DEVICES_MAX) break
      buckets.delete(silent)
    }
    if (bucket.left < 1) return false
    bucket.left -= 1
    return true
  }
}
