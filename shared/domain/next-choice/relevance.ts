import type { SalesTable } from './history.ts'

/** What the choices of other characteristics say about one of them. */
export interface Relevance {
  /** Characteristics that say anything, the most telling first. */
  readonly order: Int32Array
  /** How much each of `order` says, above 0 up to 1. */
  readonly share: Float64Array
}

/**
 * How much knowing each other characteristic says about one of them: the share of its uncertainty that goes away (mutual
 * information over entropy). What a table of so few rows would show by chance alone is taken off (Miller 1955).
 */
export function relevanceTo(table: SalesTable, target: number): Relevance {
  const own = sumsOf(table, target)
  const uncertainty = entropy(own)
  const told = table.columns.map((_, at) => (at === target ? 0 : toldBy(table, at, target, uncertainty, seen(own))))
  const order = [...told.keys()].filter((at) => (told[at] ?? 0) > 0)
  order.sort((a, b) => (told[b] ?? 0) - (told[a] ?? 0) || a - b)
  return { order: Int32Array.from(order), share: Float64Array.from(order, (at) => told[at] ?? 0) }
}

/** Buyers of each value. */
export function sumsOf({ sizes, columns, buyers }: SalesTable, at: number): Float64Array {
  const sums = new Float64Array(sizes[at] ?? 0)
  const column = columns[at] ?? new Uint16Array()
  for (let row = 0; row < column.length; row++) {
    const value = column[row] ?? 0
    sums[value] = (sums[value] ?? 0) + (buyers[row] ?? 0)
  }
  return sums
}

function toldBy(table: SalesTable, at: number, target: number, uncertainty: number, valuesSeen: number): number {
  if (uncertainty === 0) return 0
  const other = sumsOf(table, at)
  const common = uncertainty + entropy(other) - entropy(pairSums(table, at, target))
  const byChance = ((valuesSeen - 1) * (seen(other) - 1)) / (2 * table.buyers.length)
  return Math.max(0, common - byChance) / uncertainty
}

function pairSums({ sizes, columns, buyers }: SalesTable, a: number, b: number): Float64Array {
  const width = sizes[b] ?? 0
  const sums = new Float64Array((sizes[a] ?? 0) * width)
  const first = columns[a] ?? new Uint16Array()
  const second = columns[b] ?? new Uint16Array()
  for (let row = 0; row < first.length; row++) {
    const cell = (first[row] ?? 0) * width + (second[row] ?? 0)
    sums[cell] = (sums[cell] ?? 0) + (buyers[row] ?? 0)
  }
  return sums
}

/** In nats. */
function entropy(sums: Float64Array): number {
  let total = 0
  let weighted = 0
  for (const sum of sums) {
    if (sum === 0) continue
    total += sum
    weighted += sum * Math.log(sum)
  }
  return total === 0 ? 0 : Math.log(total) - weighted / total
}

function seen(sums: Float64Array): number {
  let count = 0
  for (const sum of sums) if (sum > 0) count += 1
  return count
}
