import type { Part, Variable } from './compile.ts'
import { firstSlots, fix, propagate, size, solve } from './solver.ts'
import type { Solution } from './solver.ts'
import { questionOf, treatment } from './wish.ts'
import type { Wish } from './wish.ts'

/** A choice that lapses is lost too, but costs less than any choice that is overruled while it applies. */
const LAPSED = 1
const OVERRULED = 1_000

/**
 * The product with this slot that overrules the fewest choices of the wish, and among those lets the fewest lapse. Branch and
 * bound: exact. Null when no product has the slot.
 */
export function repairPart(part: Part, wish: Wish, at: number, slot: number): Solution | null {
  const anything = questionOf(part, new Int32Array(wish.length).fill(-1))
  const domain = fix(anything.domain, part.variables[at] as Variable, slot)
  if (solve(part, { ...anything, domain }) === null) return null
  const others = wish.slice()
  others[at] = -1
  let best: Solution | null = null
  let bestCost = Infinity
  const search = (given: Uint8Array, touched?: number): void => {
    const left = propagate(part, { ...anything, domain: given }, touched)
    if (left === null || costSoFar(part, others, left) >= bestCost) return
    const next = branching(part, others, left)
    if (next < 0) {
      const product = firstSlots(part, left)
      const cost = costOf(part, others, product)
      if (cost < bestCost) [best, bestCost] = [product, cost]
      return
    }
    const variable = part.variables[next] as Variable
    for (const tried of new Set([others[next] ?? -1, ...variable.preferred])) {
      if (tried >= 0 && left[tried] === 1) search(fix(left, variable, tried), next)
    }
  }
  search(domain)
  return best
}

function costOf(part: Part, wish: Wish, product: Solution): number {
  return product.reduce((cost, _, at) => {
    const how = treatment(part, wish, product, at)
    return cost + (how === 'kept' ? 0 : how === 'lapsed' ? LAPSED : OVERRULED)
  }, 0)
}

/** What the choices that are already impossible cost at least. */
function costSoFar(part: Part, wish: Wish, domain: Uint8Array): number {
  return part.variables.reduce((cost, variable, at) => {
    const slot = wish[at] ?? -1
    if (slot < 0 || domain[slot] === 1) return cost
    return cost + (variable.isConditional && domain[variable.none] === 1 ? LAPSED : OVERRULED)
  }, 0)
}

/** Chosen variables first, for they decide the cost; of those the one with the fewest slots left. */
function branching(part: Part, wish: Wish, domain: Uint8Array): number {
  let best = -1
  let bestRank = Infinity
  part.variables.forEach((variable, at) => {
    const left = size(domain, variable)
    const rank = left + ((wish[at] ?? -1) < 0 ? domain.length : 0)
    if (left > 1 && rank < bestRank) {
      best = at
      bestRank = rank
    }
  })
  return best
}
