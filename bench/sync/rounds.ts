import { round } from '../report.ts'

export function median(sample: readonly number[]): number {
  const sorted = [...sample].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = Number.NaN, high = Number.NaN] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}

/**
 * Ours by theirs, each round by itself and then the median: what the machine did to a round it did to both of them.
 * The rounds of both stand in the order measured.
 */
export function ratio(ours: readonly number[], theirs: readonly number[]): { value: number; spread: string } {
  const each = ours.flatMap((value, at) => {
    const other = theirs[at]
    return other === undefined ? [] : [value / other]
  })
  return { value: median(each), spread: spreadOf(each) }
}

/** Median with lowest and highest, for people. */
export const spreadOf = (sample: readonly number[]): string =>
  `${round(median(sample))} (${round(Math.min(...sample))} to ${round(Math.max(...sample))})`
