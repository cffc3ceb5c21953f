import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Caller } from './handler.ts'

/** A person with both hands on a screen makes a few requests per second; a device that makes more is broken. */
export const REQUESTS_PER_SECOND = 50
/** A reconnecting device says much at once. */
export const REQUESTS_AT_ONCE = 200

/** A bucket of requests per device, refilled with time. */
export function createRequestRate(clock: Clock, perSecond = REQUESTS_PER_SECOND): (caller: Caller) => boolean {
  const buckets = new Map<DeviceId, { left: number; atMs: number }>()
  return ({ deviceId }) => {
    const nowMs = clock.nowMs()
    const most = Math.max(REQUESTS_AT_ONCE, perSecond)
    const bucket = buckets.get(deviceId) ?? { left: most, atMs: nowMs }
    bucket.left = Math.min(most, bucket.left + ((nowMs - bucket.atMs) / 1000) * perSecond)
    bucket.atMs = nowMs
    buckets.set(deviceId, bucket)
    if (bucket.left < 1) return false
    bucket.left -= 1
    return true
  }
}
