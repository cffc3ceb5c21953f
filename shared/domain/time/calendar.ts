import type { Store } from '../stores/store.ts'

const DAY_MS = 24 * 60 * 60_000
/** No store is closed for a year; more means a calendar that is closed for ever. */
const CLOSED_DAYS_MAX = 366
/** No zone is further from UTC than 14 hours. */
const ZONE_REACH_MS = 15 * 60 * 60_000

/** Calendar date (ISO) at an instant in a time zone (IANA name). */
export function dateInZone(nowMs: number, timeZone: string): string {
  const parts = new Map(
    formatterOf(timeZone)
      .formatToParts(nowMs)
      .map((part) => [part.type, part.value]),
  )
  return `${(parts.get('year') ?? '').padStart(4, '0')}-${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`
}

/**
 * The date so many working days after `date`, skipping the days on which nothing is made or moved. Zero days is the date
 * itself, open or not: what lies on the shelf can be taken home on a Sunday.
 */
export function addWorkingDays(
  date: string,
  days: number,
  store: Pick<Store, 'closedDates' | 'closedWeekdays'>,
): string {
  let at = utcOf(date)
  let closedInARow = 0
  for (let left = days; left > 0;) {
    at += DAY_MS
    const isClosed = store.closedWeekdays.includes(new Date(at).getUTCDay()) || store.closedDates.includes(isoOf(at))
    closedInARow = isClosed ? closedInARow + 1 : 0
    if (closedInARow > CLOSED_DAYS_MAX) throw new RangeError('the store never opens')
    if (!isClosed) left -= 1
  }
  return isoOf(at)
}

/** First instant of a calendar date in a time zone; where clocks skip midnight, the first instant after it. */
export function startOfDayMs(date: string, timeZone: string): number {
  const middle = utcOf(date)
  let before = middle - ZONE_REACH_MS
  let at = middle + ZONE_REACH_MS
  while (at - before > 1) {
    const between = Math.floor((before + at) / 2)
    if (dateInZone(between, timeZone) < date) before = between
    else at = between
  }
  return at
}

function utcOf(date: string): number {
  const at = Date.parse(`${date}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(at)) throw new RangeError(`not a date: ${date}`)
  return at
}

const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

// Making a formatter costs a thousand times more than using it; a process sees a handful of zones.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known !== undefined) return known
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  formatters.set(timeZone, formatter)
  return formatter
}
