import type { Problem } from '../problem.ts'
import { encode } from './encode.ts'
import { not } from './gates.ts'
import type { Gates } from './gates.ts'
import { Pool } from './pool.ts'
import type { Sat, Search } from './sat/sat.ts'
import type { Slots } from './slots.ts'

/** Solutions remembered: a few hundred are alive after a choice, which leaves little to be searched. */
const poolSize = 1024
/** Solutions sought when it opens, so that the first choices find most slots covered. */
const openingSolutionsMax = 160

/** What all sessions of one problem share: its clauses, what was learnt about them, and the solutions met so far. */
export class Searcher {
  readonly problem: Problem
  readonly sat: Sat
  readonly slots: Slots
  readonly pool: Pool
  /** How many solutions with each slot were found. */
  readonly #met: Int32Array
  /** False when nothing at all solves the problem. */
  readonly hasSolution: boolean

  constructor(problem: Problem) {
    const { sat, slots } = encode(problem)
    this.problem = problem
    this.sat = sat
    this.slots = slots
    this.pool = new Pool(slots.starts, poolSize)
    this.#met = new Int32Array(slots.literals.length)
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
      this.#met[first + value] = (this.#met[first + value] ?? 0) + 1
    }
    this.pool.add(solution)
    return solution
  }

  /** Finds every slot that no solution has and writes it down as a fact. */
  #settleForGood(): boolean {
    if (this.find([]) === false) return false
    let open = [...this.slots.literals.keys()]
    for (;;) {
      open = open.filter((slot) => this.#met[slot] === 0 && !this.sat.isExcluded(this.#literal(slot), 0))
      const [first, ...rest] = open
      if (first === undefined) return true
      const literal = this.#literal(first)
      if (this.find([literal], { wishes: rest.map((slot) => this.#literal(slot)) }) === false)
        this.sat.add([not(literal)])
    }
  }

  /** More solutions, each made of the slots that are rarest so far. */
  #fillPool(): void {
    const slots = this.#met.length
    const rarestFirst = new Float64Array(slots)
    const wishes = new Array<number>(slots)
    for (let round = Math.min(openingSolutionsMax, slots); round > 0; round--) {
      for (let slot = 0; slot < slots; slot++) rarestFirst[slot] = (this.#met[slot] ?? 0) * slots + slot
      rarestFirst.sort()
      for (let at = 0; at < slots; at++) wishes[at] = this.#literal((rarestFirst[at] ?? 0) % slots)
      this.find([], { wishes })
    }
  }

  #literal(slot: number): number {
    return this.slots.literals[slot] ?? 0
  }
}
