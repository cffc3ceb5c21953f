import { UNKNOWN } from './predict.ts'
import type { Learnt, Situation } from './predict.ts'
import type { SalesTable } from './history.ts'

/** Nothing is said of fewer people than this who agree: below it a number could point at somebody (k-anonymity). */
export const EVIDENCE_BUYERS_MIN = 5
/** A sentence that names more choices than this is not read. */
const BECAUSE_MAX = 3
/** Choices weighed as a reason, the most relevant first; bounds the work. */
const REASONS_WEIGHED_MAX = 6
/** One-sided 95 %: few who all agree say less than many who mostly do. */
const Z = 1.645

/** `took` of the `of` people who share the present choices of `because` took the value. Literally true of the history. */
export interface Evidence {
  readonly took: number
  readonly of: number
  /** Characteristics, the most telling first; empty when it is true of everybody. */
  readonly because: readonly number[]
}

interface Claim {
  readonly target: number
  readonly value: number
  /** Values that would be said instead if more people took them. */
  readonly rivals: readonly number[]
}

/**
 * The most convincing true sentence for a value: among at most three relevant choices, those for which the share that took it is
 * surely highest. Null where fewer than EVIDENCE_BUYERS_MIN agree, or where among the same people a rival was taken more often.
 */
export function evidenceFor(learnt: Learnt, { known }: Situation, claim: Claim): Evidence | null {
  const { table } = learnt
  const reasons = reasonsFor(learnt, known, claim.target)
  let because: readonly number[] = []
  let rows = everyRow(table)
  let best: (Evidence & { readonly surely: number }) | null = null
  for (;;) {
    const { took, of, isFair } = tally(table, rows, claim)
    const surely = lowerBound(took, of)
    if (isFair && (best === null || surely > best.surely)) best = { took, of, because, surely }
    const left = because.length < BECAUSE_MAX ? reasons.filter((reason) => !because.includes(reason)) : []
    const next = mostTelling(left, (reason) => {
      const choice = known[reason] ?? UNKNOWN
      return because.length === 0
        ? shareAmongAll(learnt, { took, of }, claim, reason, choice)
        : shareAmong(table, rows, claim, reason, choice)
    })
    if (next === null) break
    because = [...because, next]
    rows = sharing(table, rows, next, known[next] ?? UNKNOWN)
  }
  return best === null ? null : { took: best.took, of: best.of, because: best.because }
}

function reasonsFor(learnt: Learnt, known: Situation['known'], target: number): number[] {
  const reasons: number[] = []
  for (const at of learnt.relevanceTo(target).order) {
    if ((known[at] ?? UNKNOWN) > UNKNOWN) reasons.push(at)
    if (reasons.length === REASONS_WEIGHED_MAX) break
  }
  return reasons
}

/** People who took the value, of so many. */
interface Share {
  readonly took: number
  readonly of: number
}

/** The reason with the surest share; null when nobody shares any. */
function mostTelling(reasons: readonly number[], shareWith: (reason: number) => Share): number | null {
  let best: number | null = null
  let surest = -1
  for (const reason of reasons) {
    const { took, of } = shareWith(reason)
    const surely = of === 0 ? -1 : lowerBound(took, of)
    if (surely > surest) [best, surest] = [reason, surely]
  }
  return best
}

/** The share among all who made a choice, counted over them or over the others, whichever are fewer. */
function shareAmongAll(learnt: Learnt, all: Share, claim: Claim, reason: number, choice: number): Share {
  const { rows, agree } = learnt.minority(reason, choice)
  const { took, of } = shareOf(learnt.table, rows, claim)
  return agree ? { took, of } : { took: all.took - took, of: all.of - of }
}

/** The share among those of `rows` who made a choice. */
function shareAmong(
  { columns, buyers }: SalesTable,
  rows: Int32Array,
  claim: Claim,
  at: number,
  choice: number,
): Share {
  const taken = columns[claim.target] ?? new Uint16Array()
  const shared = columns[at] ?? new Uint16Array()
  let of = 0
  let took = 0
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0
    if (shared[row] !== choice) continue
    const people = buyers[row] ?? 0
    of += people
    if (taken[row] === claim.value) took += people
  }
  return { took, of }
}

function shareOf({ columns, buyers }: SalesTable, rows: Int32Array, { target, value }: Claim): Share {
  const taken = columns[target] ?? new Uint16Array()
  let of = 0
  let took = 0
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0
    const people = buyers[row] ?? 0
    of += people
    if (taken[row] === value) took += people
  }
  return { took, of }
}

function tally({ sizes, columns, buyers }: SalesTable, rows: Int32Array, { target, value, rivals }: Claim) {
  const sums = new Float64Array(sizes[target] ?? 0)
  const taken = columns[target] ?? new Uint16Array()
  let of = 0
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0
    const people = buyers[row] ?? 0
    const at = taken[row] ?? 0
    sums[at] = (sums[at] ?? 0) + people
    of += people
  }
  const took = sums[value] ?? 0
  return { took, of, isFair: took >= EVIDENCE_BUYERS_MIN && rivals.every((rival) => (sums[rival] ?? 0) <= took) }
}

/** Lower end of the share's confidence interval (Wilson 1927). */
function lowerBound(took: number, of: number): number {
  if (of === 0) return 0
  const share = took / of
  const z2 = (Z * Z) / of
  return (share + z2 / 2 - Z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of))) / (1 + z2)
}

/** `Int32Array.filter` and `.from` take ten times as long, and this is done for every characteristic on the screen. */
function sharing({ columns }: SalesTable, rows: Int32Array, reason: number, choice: number): Int32Array {
  const column = columns[reason] ?? new Uint16Array()
  const shared = new Int32Array(rows.length)
  let count = 0
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0
    if (column[row] === choice) shared[count++] = row
  }
  return shared.subarray(0, count)
}

function everyRow({ buyers }: SalesTable): Int32Array {
  const rows = new Int32Array(buyers.length)
  for (let row = 0; row < rows.length; row++) rows[row] = row
  return rows
}
