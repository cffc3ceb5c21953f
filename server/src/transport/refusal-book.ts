import type { DeviceId } from '@dangol/domain/ids/ids.ts'
import type { Clock } from '@dangol/domain/time/clock.ts'
import type { Logger } from '../platform/log.ts'

/** One line per device and reason in this time: a device that floods must not flood the log too. Milliseconds. */
const LOG_EVERY_MS = 10_000
const LINES_REMEMBERED_MAX = 2_000

/** Refusals that say something about the device, and not about the store or about what was asked for. */
const COUNTED: Readonly<Record<string, 'refused' | 'throttled'>> = {
  malformed: 'refused',
  'not-allowed': 'refused',
  'not-entitled': 'refused',
  'protocol-too-old': 'refused',
  'protocol-too-new': 'refused',
  'no-acknowledgement': 'refused',
  oversized: 'refused',
  'too-many-requests': 'throttled',
  flood: 'throttled',
}

/** Counts what was refused against its device (R2), and logs it now and then. */
export type NoteRefusal = (deviceId: DeviceId, code: string, request: string | null) => void

export function createRefusalBook(o: {
  readonly log: Logger
  readonly steady: Clock
  readonly count: (deviceId: DeviceId, what: 'refused' | 'throttled') => void
}): NoteRefusal {
  const loggedAtMs = new Map<string, number>()
  return (deviceId, code, request) => {
    const what = COUNTED[code]
    if (what !== undefined) o.count(deviceId, what)
    const line = `${deviceId} ${code}`
    const nowMs = o.steady.nowMs()
    if (nowMs - (loggedAtMs.get(line) ?? Number.NEGATIVE_INFINITY) < LOG_EVERY_MS) return
    if (loggedAtMs.size >= LINES_REMEMBERED_MAX) loggedAtMs.clear()
    loggedAtMs.set(line, nowMs)
    o.log.warn({ event: 'request.refused', refusal: code, request, deviceId })
  }
}
