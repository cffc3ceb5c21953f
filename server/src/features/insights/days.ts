import { dateInZone, startOfDayMs } from '@dangol/domain/time/calendar.ts'

/** A stretch of time, the end not included. Unix milliseconds. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * Today so far, and yesterday up to the same time of day, in the store's zone. A day of 23 or 25 hours ends where it ends:
 * yesterday never reaches into today.
 */
export function spansToCompare(nowMs: number, timeZone: string): { readonly today: Span; readonly yesterday: Span } {
  const startOfToday = startOfDayMs(dateInZone(nowMs, timeZone), timeZone)
  const startOfYesterday = startOfDayMs(dateInZone(startOfToday - 1, timeZone), timeZone)
  // Whatever happens in this very millisecond has happened.
  const today = { fromMs: startOfToday, toMs: nowMs + 1 }
  const sameTime = startOfYesterday + (today.toMs - today.fromMs)
  return { today, yesterday: { fromMs: startOfYesterday, toMs: Math.min(sameTime, startOfToday) } }
}
