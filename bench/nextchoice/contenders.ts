import { learn, predict, situate, UNKNOWN } from '@dangol/domain/next-choice/predict.ts'
import { sumsOf } from '@dangol/domain/next-choice/relevance.ts'
import type { SalesTable } from '@dangol/domain/next-choice/history.ts'

/** Answers with one of at least two candidates. `known` holds a value index per characteristic, or UNKNOWN. */
export type Answers = (known: Int32Array, target: number, candidates: readonly number[]) => number | null

/** Who is compared; each learns from the same rows and may answer only what is still possible. */
export const CONTENDERS = {
  ours: (table: SalesTable): Answers => {
    const learnt = learn(table)
    return (known, target, candidates) => predict(learnt, situate(learnt, known), target, candidates)
  },
  /** The floor: what sold most, whatever was chosen. */
  'most sold': (table: SalesTable): Answers => {
    const sums = table.sizes.map((_, at) => sumsOf(table, at))
    return (_known, target, candidates) => best(candidates, (value) => sums[target]?.[value] ?? 0)
  },
  'naive Bayes': (table: SalesTable): Answers => {
    const counted = countPairs(table)
    return (known, target, candidates) => best(candidates, (value) => logBayes(counted, known, target, value))
  },
} as const
export type Contender = keyof typeof CONTENDERS

interface Counted {
  readonly sizes: readonly number[]
  readonly starts: readonly number[]
  readonly slots: number
  /** Sales that have both slots, slot by slot; on the diagonal those that have the one. */
  readonly pairs: Float64Array
}

function countPairs({ sizes, columns, buyers }: SalesTable): Counted {
  let slots = 0
  const starts = sizes.map((size) => (slots += size) - size)
  const pairs = new Float64Array(slots * slots)
  buyers.forEach((sold, row) => {
    const taken = columns.map((column, at) => (starts[at] ?? 0) + (column[row] ?? 0))
    for (const a of taken) for (const b of taken) pairs[a * slots + b] = (pairs[a * slots + b] ?? 0) + sold
  })
  return { sizes, starts, slots, pairs }
}

/** With one imagined sale of every pair (Laplace). */
function logBayes({ sizes, starts, slots, pairs }: Counted, known: Int32Array, target: number, value: number): number {
  const own = ((starts[target] ?? 0) + value) * slots
  const sold = pairs[own + own / slots] ?? 0
  let sum = Math.log(sold + Number.MIN_VALUE)
  known.forEach((choice, at) => {
    if (choice === UNKNOWN || at === target) return
    sum += Math.log(((pairs[own + (starts[at] ?? 0) + choice] ?? 0) + 1) / (sold + (sizes[at] ?? 0)))
  })
  return sum
}

function best(candidates: readonly number[], score: (value: number) => number): number | null {
  let found: number | null = null
  let highest = -Infinity
  for (const candidate of candidates) {
    const here = score(candidate)
    if (found === null || here > highest) [found, highest] = [candidate, here]
  }
  return found
}
