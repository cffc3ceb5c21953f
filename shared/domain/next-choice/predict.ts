import type { SalesTable } from './history.ts'
import { relevanceTo } from './relevance.ts'
import type { Relevance } from './relevance.ts'

/**
 * A sale counts by how well it agrees with the present choices: each choice that differs divides its weight by
 * e^(FAINT + STRONG x relevance to the question). Chosen on the public Renault sales (`npm run bench -- nextchoice`), where
 * precision hardly moves for STRONG from 3 to 8 and FAINT from 0.02 to 0.1.
 */
const FAINT = 0.05
const STRONG = 5
/** Beyond this a sale counts less than a billionth of the nearest. */
const FAR = 21

/** The value index of each characteristic; UNKNOWN while it is open, UNSEEN for a choice that nobody in the history took. */
export type Known = Int32Array
export const UNKNOWN = -1
export const UNSEEN = -2

/** A history that has been learnt from. What is relevant to a question is worked out when it is first asked. */
export interface Learnt {
  readonly table: SalesTable
  relevanceTo(target: number): Relevance
  minority(at: number, choice: number): Minority
}

export function learn(table: SalesTable): Learnt {
  const relevances = new Map<number, Relevance>()
  const minorities = table.columns.map(() => new Map<number, Minority>())
  return {
    table,
    relevanceTo: (target) => remembered(relevances, target, () => relevanceTo(table, target)),
    minority(at, choice) {
      const column = table.columns[at]
      const ofColumn = minorities[at]
      if (column === undefined || ofColumn === undefined) throw new RangeError(`no characteristic ${at}`)
      return remembered(ofColumn, choice, () => minorityOf(column, choice))
    },
  }
}

/** Present choices held against every sale, to be asked of many characteristics. */
export interface Situation {
  readonly known: Known
  /** Known choices that differ, sale by sale; all alike may be off by the same amount. */
  readonly differences: Float64Array
}

export function situate(learnt: Learnt, known: Known): Situation {
  const differences = new Float64Array(learnt.table.buyers.length)
  known.forEach((choice, at) => addDifferences(differences, learnt, at, choice, 1))
  return { known, differences }
}

/**
 * The candidate that people with the present choices took most; ties go to the lower index, null without candidates. Never one
 * that is not a candidate: who asks leaves out what is ruled out.
 */
export function predict(
  learnt: Learnt,
  situation: Situation,
  target: number,
  candidates: readonly number[],
): number | null {
  const [first, ...others] = candidates
  if (first === undefined || others.length === 0) return first ?? null
  const sums = votes(learnt, situation, target, candidates)
  return others.reduce((best, one) => ((sums[one] ?? 0) > (sums[best] ?? 0) ? one : best), first)
}

/**
 * How many people took each candidate, those with other choices counting less the more their choices differ in what matters to
 * it. The choice of `target` itself says nothing. On a scale of its own: the nearest sale of any candidate counts in full, so
 * that far ones never all vanish.
 */
function votes(learnt: Learnt, situation: Situation, target: number, candidates: readonly number[]): Float64Array {
  const { columns, sizes, buyers } = learnt.table
  const taken = columns[target] ?? new Uint16Array()
  const isAsked = new Uint8Array(sizes[target] ?? 0)
  for (const candidate of candidates) isAsked[candidate] = 1
  const distance = distancesFor(learnt, situation, target)
  let nearest = Infinity
  for (let row = 0; row < distance.length; row++) {
    const here = distance[row] ?? 0
    if (here < nearest && isAsked[taken[row] ?? 0] === 1) nearest = here
  }
  const sums = new Float64Array(isAsked.length)
  for (let row = 0; row < distance.length; row++) {
    const farther = (distance[row] ?? 0) - nearest
    const value = taken[row] ?? 0
    if (farther <= FAR && isAsked[value] === 1) {
      sums[value] = (sums[value] ?? 0) + (buyers[row] ?? 0) * Math.exp(-farther)
    }
  }
  return sums
}

function distancesFor(learnt: Learnt, { known, differences }: Situation, target: number): Float64Array {
  const distance = new Float64Array(differences.length)
  for (let row = 0; row < distance.length; row++) distance[row] = (differences[row] ?? 0) * FAINT
  addDifferences(distance, learnt, target, known[target] ?? UNKNOWN, -FAINT)
  const { order, share } = learnt.relevanceTo(target)
  order.forEach((at, rank) => {
    addDifferences(distance, learnt, at, known[at] ?? UNKNOWN, STRONG * (share[rank] ?? 0))
  })
  return distance
}

/**
 * Adds to the sales that differ from a choice, or takes off those that agree, whichever are fewer: only differences between
 * sales matter. Nobody took what is UNSEEN, so it differs from every sale alike.
 */
function addDifferences(distance: Float64Array, learnt: Learnt, at: number, choice: number, weight: number): void {
  if (choice < 0) return
  const { rows, agree } = learnt.minority(at, choice)
  const added = agree ? -weight : weight
  // By index: `for … of` over a typed array takes twice as long, and these loops are all the work there is.
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0
    distance[row] = (distance[row] ?? 0) + added
  }
}

/** The sales that agree with one choice, or those that do not. */
interface Minority {
  readonly rows: Int32Array
  readonly agree: boolean
}

function minorityOf(column: Uint16Array, choice: number): Minority {
  const agreeing: number[] = []
  const differing: number[] = []
  column.forEach((value, row) => (value === choice ? agreeing : differing).push(row))
  const agree = agreeing.length <= differing.length
  return { rows: Int32Array.from(agree ? agreeing : differing), agree }
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const before = known.get(key)
  if (before !== undefined) return before
  const made = make()
  known.set(key, made)
  return made
}
