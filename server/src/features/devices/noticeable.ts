import type { DeviceHealth } from '@dangol/protocol/devices.ts'

/** Clocks drift and reports wobble; less than this is nobody's concern. Milliseconds. */
const CLOCK_MS = 500
const ROUND_TRIP_MS = 50
const WAITING_MS = 30_000

/** Whether the office would see a device differently: signs of life alone are not worth telling. */
export function isNoticeable(told: DeviceHealth | undefined, now: DeviceHealth): boolean {
  if (told === undefined) return true
  return (
    PLAIN.some((part) => told[part] !== now[part]) ||
    movedBy(told.clockOffsetMs, now.clockOffsetMs, CLOCK_MS) ||
    movedBy(told.roundTripMs, now.roundTripMs, ROUND_TRIP_MS) ||
    movedBy(told.oldestWaitingMs, now.oldestWaitingMs, WAITING_MS) ||
    isOtherDistance(told.behind, now.behind)
  )
}

const PLAIN = [
  'kind',
  'connected',
  'protocol',
  'version',
  'outboxLength',
  'startedOver',
  'refused',
  'throttled',
] as const

function movedBy(before: number | null, now: number | null, least: number): boolean {
  if (before === null || now === null) return before !== now
  return Math.abs(now - before) >= least
}

/** Up to date or not is what matters; of those that are not, the order of magnitude. */
function isOtherDistance(before: number | null, now: number | null): boolean {
  if (before === null || now === null) return before !== now
  if (before === 0 || now === 0) return before !== now
  return now >= before * 2 || now * 2 <= before
}
