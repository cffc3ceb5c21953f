import type { Bounds, Cost } from '../session.ts'
import { not } from './gates.ts'
import { minimum } from './minimum.ts'
import type { Searcher } from './searcher.ts'

/** Steps of propagation before a bound is given as it stands: about a quarter of a second. */
const boundEffort = 600_000
/** Slots of a problem small enough to search the lowest cost with each of them. */
const lowestWithSlotsMax = 256

/** A solution of lowest cost as far as the effort went; its cost is at most `ceiling` and no solution's is below `floor`. */
export interface Cheapest {
  readonly floor: number
  readonly ceiling: number
  readonly solution: Int32Array
}

/** Lowest and highest cost under these literals; null when they contradict. */
export function costBounds(searcher: Searcher, literals: readonly number[], cost: Cost): Bounds | null {
  const lowest = cheapest(searcher, literals, cost)
  if (lowest === null) return null
  const highest =
    cost.combine === 'sum' ? cheapest(searcher, literals, negated(cost)) : dearestSlot(searcher, literals, cost)
  if (highest === null) throw new Error('a possible configuration has a lowest cost but no highest')
  const isExact = lowest.floor === lowest.ceiling && highest.floor === highest.ceiling
  return { lowest: lowest.floor, highest: 0 - highest.floor, isExact }
}

/** A cheapest solution; where several cost as little, the one with the lowest values, first variables first. */
export function cheapest(searcher: Searcher, literals: readonly number[], cost: Cost): Cheapest | null {
  const mark = searcher.sat.mark()
  const found = cost.combine === 'sum' ? cheapestSum(searcher, literals, cost) : cheapestMax(searcher, literals, cost)
  if (found === null) return null
  const { floor, ceiling, proof } = found
  const isExact = floor === ceiling
  const search = { wishes: [...searcher.slots.literals], insists: true, effort: boundEffort }
  const first = isExact ? searcher.find([...literals, ...proof], search) : null
  searcher.sat.rewind(mark)
  return { floor, ceiling, solution: first instanceof Int32Array ? first : found.solution }
}

/** Lowest cost with each slot, given the literals that the other variables' restrictions ask for; null on large problems. */
export function lowestWithEach(
  searcher: Searcher,
  literalsBut: (variable: number) => readonly number[],
  cost: Cost,
): Float64Array | null {
  const { slots, problem } = searcher
  if (slots.literals.length > lowestWithSlotsMax) return null
  const lowest = new Float64Array(slots.literals.length).fill(Infinity)
  for (const [variable, { values }] of problem.variables.entries()) {
    for (const value of values.keys()) {
      const found = cheapest(searcher, [...literalsBut(variable), slots.literal(variable, value)], cost)
      if (found === null) continue
      if (found.floor < found.ceiling) return null
      lowest[(slots.starts[variable] ?? 0) + value] = found.floor
    }
  }
  return lowest
}

interface Proven extends Cheapest {
  readonly proof: readonly number[]
}

function cheapestSum(searcher: Searcher, literals: readonly number[], { of }: Cost): Proven | null {
  const { sat, slots, problem } = searcher
  if (!sat.assume(literals)) return null
  // What no choice can avoid is not searched for: each variable costs at least its cheapest value that is left.
  let base = 0
  const wanted = new Map<number, number>()
  for (let variable = 0; variable < problem.variables.length; variable++) {
    const first = slots.starts[variable] ?? 0
    const left = Array.from({ length: slots.size(variable) }, (_, value) => first + value).filter(
      (slot) => !sat.isExcluded(slots.literals[slot] ?? 0, literals.length),
    )
    const least = Math.min(...left.map((slot) => of[slot] ?? 0))
    base += least
    for (const slot of left) {
      if ((of[slot] ?? 0) > least) wanted.set(not(slots.literals[slot] ?? 0), (of[slot] ?? 0) - least)
    }
  }
  const found = minimum(searcher, literals, wanted, boundEffort)
  return found === null ? null : { ...found, floor: base + found.floor, ceiling: base + found.ceiling }
}

/** The lowest ceiling under which a solution remains, by halving the costs that come in question. */
function cheapestMax(searcher: Searcher, literals: readonly number[], { of }: Cost): Proven | null {
  const { slots } = searcher
  const steps = [...new Set(of)].sort((a, b) => a - b)
  const below = (most: number) =>
    [...slots.literals.keys()].filter((slot) => (of[slot] ?? 0) > most).map((slot) => not(slots.literals[slot] ?? 0))
  let solution = searcher.find(literals)
  let proof: readonly number[] = []
  if (!(solution instanceof Int32Array)) return null
  let low = 0
  let high = steps.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    const tried = below(steps[middle] ?? 0)
    const found = searcher.find([...literals, ...tried])
    if (found instanceof Int32Array) {
      solution = found
      proof = tried
      high = middle
    } else low = middle + 1
  }
  const most = steps[low] ?? 0
  return { floor: most, ceiling: most, solution, proof }
}

/** The dearest slot that is possible, as if it were cheapest. */
function dearestSlot(searcher: Searcher, literals: readonly number[], { of }: Cost): Cheapest | null {
  const { slots } = searcher
  const dearestFirst = [...slots.literals.keys()].sort((a, b) => (of[b] ?? 0) - (of[a] ?? 0))
  for (const slot of dearestFirst) {
    const solution = searcher.find([...literals, slots.literals[slot] ?? 0])
    if (solution instanceof Int32Array) return { floor: 0 - (of[slot] ?? 0), ceiling: 0 - (of[slot] ?? 0), solution }
  }
  return null
}

function negated({ of, combine }: Cost): Cost {
  return { of: of.map((each) => 0 - each), combine }
}
