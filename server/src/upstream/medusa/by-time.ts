import { z } from 'zod'

/*
 * Medusa pages by offset alone, and a row that changes meanwhile leaves its place: whatever followed it would be skipped. So a page
 * begins where the last one ended in time. Rows of one moment, such as an import writes, are told apart by id.
 */

/** Where a reading by time stands: rows from `fromMs` on; in a crowded moment those after `afterId` first. */
export const TimePlaceSchema = z.strictObject({ fromMs: z.int(), afterId: z.string().nullable() })
export type TimePlace = z.infer<typeof TimePlaceSchema>

export interface TimedRow {
  readonly id: string
  readonly atMs: number
}

export const beginAt = (fromMs: number): TimePlace => ({ fromMs, afterId: null })

/** The question for the next page, by a time stamp of Medusa's; `untilMs` null for an open end. */
export function timeQuery(stamp: string, place: TimePlace, untilMs: number | null): Record<string, string> {
  if (place.afterId !== null) {
    return {
      [`${stamp}[$gte]`]: iso(place.fromMs),
      [`${stamp}[$lt]`]: iso(place.fromMs + 1),
      'id[$gt]': place.afterId,
      order: 'id',
    }
  }
  const end = untilMs === null ? {} : { [`${stamp}[$lte]`]: iso(untilMs) }
  return { [`${stamp}[$gte]`]: iso(place.fromMs), ...end, order: stamp }
}

/** Where to go on after a page; null when that was all. At the edge of two pages rows come twice, and none is left out. */
export function nextPlace(place: TimePlace, rows: readonly TimedRow[], limit: number): TimePlace | null {
  const last = rows.at(-1)
  const isFull = last !== undefined && rows.length >= limit
  if (place.afterId !== null) {
    return isFull ? { fromMs: place.fromMs, afterId: last.id } : beginAt(place.fromMs + 1)
  }
  if (!isFull) return null
  // A whole page of one moment: that moment by id, from its first.
  return last.atMs > place.fromMs ? beginAt(last.atMs) : { fromMs: place.fromMs, afterId: '' }
}

const iso = (atMs: number): string => new Date(atMs).toISOString()
