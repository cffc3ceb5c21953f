import type { Problem } from '../problem.ts'
import { encode } from './encode.ts'
import type { Gates } from './gates.ts'
import { Pool } from './pool.ts'
import type { Sat, Search } from './sat/sat.ts'
import type { Slots } from './slots.ts'

/** Solutions remembered: a few hundred are alive after a choice, which leaves little to be searched. */
const poolSize = 1024
/** Solutions sought when it opens, so that the first choices find most slots covered. */
const openingSolutionsMax = 256

/** What all sessions of one problem share: its clauses, what was learnt about them, and the solutions met so far. */
export class Searcher {
  readonly problem: Problem
  readonly sat: Sat
  readonly slots: Slots
  readonly pool: Pool
  /** False when nothing at all solves the problem. */
  readonly hasSolution: boolean

  constructor(problem: Problem) {
    const { sat, slots } = encode(problem)
    this.problem = problem
    this.sat = sat
    this.slots = slots
    this.pool = new Pool(slots.starts, poolSize)
    this.hasSolution = this.#settleForGood()
    if (this.hasSolution) this.#fillPool()
    this.pool.keepAll()
  }

  get gates(): Gates {
    return this.slots.gates
  }

  /** A solution with these literals as a value index per variable; false when there is none, null when the effort was spent. */
  find(literals: readonly number[], search?: Search): Int32Array | false | null {
    const found = this.sat.solve(literals, search)
    return found === true ? this.read() : found
  }

  /** The solution that was just found; the pool remembers it. */
  read(): Int32Array {
    const { starts, literals } = this.slots
    const solution = new Int32Array(this.problem.variables.length)
    for (let variable = 0; variable < solution.length; variable++) {
      const first = starts[variable] ?? 0
      let value = 0
      while (this.sat.value(literals[first + value] ?? 0) !== 1) value++
      solution[variable] = value
    }
    this.pool.add(solution)
    return solution
  }

  /** Finds every slot that no solution has and writes it down as a fact. */
  #settleForGood(): boolean {
    if (this.find([]) === false) return false
    const all = this.pool.everything()
    const literals = [...this.slots.literals]
    literals.forEach((literal, slot) => {
      if (this.pool.covers(this.pool.everything(), slot)) return
      const wishes = literals.filter((_, other) => other > slot && !this.pool.covers(all, other))
      if (this.find([literal], { wishes }) === false) this.sat.add([literal ^ 1])
    })
    return true
  }

  /** More solutions, each made of the slots that are rarest so far. */
  #fillPool(): void {
    const { literals } = this.slots
    for (let round = 0; round < openingSolutionsMax; round++) {
      const frequency = Array.from(literals, (_, slot) => this.pool.frequency(slot))
      const rarestFirst = [...literals.keys()].sort((a, b) => (frequency[a] ?? 0) - (frequency[b] ?? 0) || a - b)
      this.find([], { wishes: rarestFirst.map((slot) => literals[slot] ?? 0) })
    }
  }
}
