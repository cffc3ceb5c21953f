import { not, Tally } from './gates.ts'
import type { Gates } from './gates.ts'
import type { Sat, Search } from './sat/sat.ts'

/** What is wanted: each literal with what it costs when it does not hold. */
export type Wanted = ReadonlyMap<number, number>

export interface Minimum<Solution> {
  /** What the wanted literals that do not hold cost together: between these two, which meet unless the effort was spent. */
  readonly floor: number
  readonly ceiling: number
  readonly solution: Solution
  /** Literals that hold in the solutions of lowest cost and in no others; good until the next rewind. */
  readonly proof: readonly number[]
}

interface Core {
  readonly literals: readonly number[]
  readonly weight: number
}

interface Limit {
  readonly tally: Tally
  /** The literal says that fewer than this many of the tally hold. */
  readonly count: number
}

/** Where to search, and how to keep a solution that the search has just found. */
export interface Field<Solution> {
  readonly gates: Gates
  readonly read: () => Solution
}

/**
 * The lowest cost under some literals, or null when they contradict: core-guided search, which raises the floor by one
 * contradiction after the other and rewrites each as a tally (OLL: Andres, Kaufmann, Matheis, Schaub 2012; Morgado, Dodaro,
 * Marques-Silva 2014). All contradictions of one sweep are collected before any is rewritten (weight-aware core extraction:
 * Berg & Järvisalo 2017). The caller rewinds.
 */
export function minimum<Solution>(
  field: Field<Solution>,
  given: readonly number[],
  wanted: Wanted,
  effort = Infinity,
): Minimum<Solution> | null {
  return new CoreGuided(field, given, wanted, effort).run()
}

class CoreGuided<Solution> {
  readonly #field: Field<Solution>
  readonly #sat: Sat
  readonly #given: readonly number[]
  readonly #wanted: Wanted
  readonly #limit: number
  /** What each wanted literal, given or made here, still costs when it does not hold. */
  readonly #left: Map<number, number>
  readonly #limits = new Map<number, Limit>()
  #floor = 0
  #ceiling = Infinity
  #solution: Solution | null = null

  constructor(field: Field<Solution>, given: readonly number[], wanted: Wanted, effort: number) {
    this.#field = field
    this.#sat = field.gates.sat
    this.#given = given
    this.#wanted = wanted
    this.#limit = this.#sat.steps + effort
    this.#left = new Map(wanted)
    for (const literal of given) this.#left.delete(literal)
  }

  run(): Minimum<Solution> | null {
    // A greedy solution first: it may be the best already, and it bounds the answer should the effort be spent.
    if (this.#solve(this.#given, { wishes: this.#dearestFirst(0) }) === false) return null
    let least = this.#nextLeast(Infinity)
    while (this.#floor < this.#ceiling) {
      const cores = this.#sweep(least)
      if (cores === null) break
      if (cores.length === 0) least = this.#nextLeast(least)
      for (const { literals, weight } of cores) this.#rewrite(literals, weight)
    }
    if (this.#solution === null) throw new Error('a search without limit has found nothing')
    return { floor: this.#floor, ceiling: this.#ceiling, solution: this.#solution, proof: this.#dearestFirst(0) }
  }

  #solve(literals: readonly number[], search: Search): boolean | null {
    const found = this.#sat.solve(literals, search)
    if (found !== true) return found
    let cost = 0
    for (const [literal, weight] of this.#wanted) if (this.#sat.value(literal) !== 1) cost += weight
    if (cost >= this.#ceiling) return true
    this.#ceiling = cost
    this.#solution = this.#field.read()
    return true
  }

  #dearestFirst(least: number): number[] {
    const open = [...this.#left].filter(([, weight]) => weight > 0 && weight >= least)
    return open.sort(([, one], [, other]) => other - one).map(([literal]) => literal)
  }

  /** The next lower weight to take in, with all that weigh more than half of it: small change would only fragment the dear. */
  #nextLeast(least: number): number {
    const lower = [...this.#left.values()].filter((weight) => weight > 0 && weight < least)
    const highest = Math.max(0, ...lower)
    return Math.min(highest, ...lower.filter((weight) => weight > highest / 2))
  }

  /**
   * Assumes all that is wanted so much, dearest first, and takes the cheapest literal of each contradiction out until a solution
   * is left. That one is mostly the last that was assumed, so the trail before it stays and a sweep costs little.
   */
  #sweep(least: number): Core[] | null {
    const assumed = [...this.#given, ...this.#dearestFirst(least)]
    const cores: Core[] = []
    while (this.#floor < this.#ceiling) {
      const found = this.#solve(assumed, { effort: this.#limit - this.#sat.steps })
      if (found === null) return null
      if (found) break
      // What costs more than the gap holds in every solution that is still sought, so it takes no part of the blame.
      const gap = this.#ceiling - this.#floor
      const literals = this.#sat.core.filter((literal) => (this.#left.get(literal) ?? Infinity) <= gap)
      const weight = Math.min(...literals.map((literal) => this.#left.get(literal) ?? 0))
      this.#floor += weight
      for (const literal of literals) {
        const left = (this.#left.get(literal) ?? 0) - weight
        this.#left.set(literal, left)
        if (left < least || left === 0) assumed.splice(assumed.lastIndexOf(literal), 1)
      }
      cores.push({ literals, weight })
    }
    return cores
  }

  /** These cannot all hold. At least one is paid for; a tally stands for what more than one would cost. */
  #rewrite(core: readonly number[], weight: number): void {
    for (const literal of core) {
      const limit = this.#limits.get(literal)
      if (limit !== undefined) this.#want(limit.tally, limit.count + 1, weight)
    }
    if (core.length > 1) this.#want(new Tally(this.#field.gates, core.map(not)), 2, weight)
  }

  #want(tally: Tally, count: number, weight: number): void {
    if (count > tally.size) return
    const literal = not(tally.atLeast(count))
    this.#limits.set(literal, { tally, count })
    this.#left.set(literal, (this.#left.get(literal) ?? 0) + weight)
  }
}
