import type { DateOrder } from './mapping.ts'

/** Reads a wall time of a zone as Unix milliseconds; null when it is no time. */
export type ReadTime = (text: string) => number | null

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/
const SLASHES = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/
const HOUR_MS = 3_600_000
/** Hours of a century; a file that names more different ones is not an order export. */
const OFFSETS_MAX = 900_000

/**
 * Times of a file, written as they stood on the wall. A time that the clock showed twice is the first of the two; one that it
 * skipped is read with the offset before the change.
 */
export function wallTimeReader(zone: string, dates: DateOrder): ReadTime {
  const offsetAt = zoneOffset(zone)
  const byHour = new Map<number, number>()
  return (text) => {
    const wallMs = wallMsOf(text, dates)
    if (wallMs === null) return null
    const hour = Math.floor(wallMs / HOUR_MS)
    let offset = byHour.get(hour)
    if (offset === undefined) {
      if (byHour.size >= OFFSETS_MAX) byHour.clear()
      // The offset in force shortly before: right for all but the hours around a change, where it is the first reading.
      const before = offsetAt(hour * HOUR_MS - offsetAt(hour * HOUR_MS) - 2 * HOUR_MS)
      const after = offsetAt(hour * HOUR_MS - before)
      offset = offsetAt(hour * HOUR_MS - after) === after ? after : before
      byHour.set(hour, offset)
    }
    return wallMs - offset
  }
}

function wallMsOf(text: string, dates: DateOrder): number | null {
  const match = (dates === 'iso' ? ISO : SLASHES).exec(text)
  if (match === null) return null
  const numbers = match.slice(1).map((part: string | undefined) => Number(part ?? 0))
  const [a = 0, b = 0, c = 0, hour = 0, minute = 0, second = 0] = numbers
  const [year, month, day] = dates === 'iso' ? [a, b, c] : dates === 'mdy' ? [c, a, b] : [c, b, a]
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second)
  const date = new Date(wallMs)
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isDay && isClock(hour, minute, second) && year >= 1970 ? wallMs : null
}

const isClock = (hour: number, minute: number, second: number): boolean => hour < 24 && minute < 60 && second < 60

/** Milliseconds the zone is ahead of UTC at an instant. */
function zoneOffset(zone: string): (instantMs: number) => number {
  const fields = {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  } as const
  const format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...fields })
  return (instantMs) => {
    const parts = Object.fromEntries(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
    return Date.UTC(year, month - 1, day, hour, minute, second) - instantMs
  }
}
