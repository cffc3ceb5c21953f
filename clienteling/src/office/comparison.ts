/** Today's number beside yesterday's at the same time. `percent` is of yesterday's, rounded; null where yesterday's is zero. */
export type Comparison =
  | { kind: 'up' | 'down'; by: number; percent: number | null }
  | { kind: 'same' }
  /** There is something today and there was nothing yesterday: no percentage of nothing. */
  | { kind: 'new' }
  /** One of the two has no value yet, such as an average without orders. */
  | { kind: 'none' }

/** Compares two numbers of one kind: counts, minor units of one currency, hundredths. */
export function compare(today: number | null, yesterday: number | null): Comparison {
  if (today === null || yesterday === null) return { kind: 'none' }
  if (today === yesterday) return today === 0 ? { kind: 'none' } : { kind: 'same' }
  if (yesterday === 0) return { kind: 'new' }
  const by = Math.abs(today - yesterday)
  return { kind: today > yesterday ? 'up' : 'down', by, percent: percentOf(by, yesterday) }
}

/** A share in whole per cent; null of nothing. A share that is not nothing is never shown as 0 %, nor one short of all as 100 %. */
export function percentOf(part: number, whole: number): number | null {
  if (whole === 0) return null
  const percent = Math.round((part / whole) * 100)
  if (part > 0 && percent === 0) return 1
  return part < whole && percent === 100 ? 99 : percent
}
