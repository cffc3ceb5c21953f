import { slotStarts } from './problem.ts'
import type { Problem } from './problem.ts'
import type { Bounds, Cost, Remedy, RepairWish, Session, Solver } from './session.ts'

interface PartOfWhole {
  readonly variables: Int32Array
  readonly problem: Problem
  readonly solver: Solver
}

/**
 * Solvers of parts that share no rule, as one. While the restrictions of one part clash, the others still show what is possible
 * in them and why; whatever needs a whole solution (bounds, best, costs, repairs elsewhere) answers that there is none.
 */
export function openTogether(problem: Problem, parts: readonly PartOfWhole[]): Solver {
  const kinds = new Set(parts.map(({ solver }) => solver.kind))
  const [kind = 'diagram'] = kinds
  return { kind: kinds.size > 1 ? 'mixed' : kind, open: () => new Together(problem, parts) }
}

/** A part's session beside the maps between its slots and those of the whole. */
class Member {
  readonly session: Session
  readonly variables: Int32Array
  /** Slot of the whole for each slot of the part. */
  readonly slots: Int32Array
  readonly #costs = new WeakMap<Float64Array, Cost>()
  /** Whether the whole has this part's latest possible slots. */
  isShown = false

  constructor({ variables, problem, solver }: PartOfWhole, starts: Int32Array) {
    this.session = solver.open()
    this.variables = variables
    this.slots = Int32Array.from(
      problem.variables.flatMap(({ values }, at) =>
        values.map((_, value) => (starts[variables[at] ?? 0] ?? 0) + value),
      ),
    )
  }

  /** The part's share of a cost of the whole; the same array of costs must not change. */
  costOf(cost: Cost): Cost {
    const known = this.#costs.get(cost.of)
    if (known?.combine === cost.combine) return known
    const own: Cost = { of: Float64Array.from(this.slots, (slot) => cost.of[slot] ?? 0), combine: cost.combine }
    this.#costs.set(cost.of, own)
    return own
  }
}

class Together implements Session {
  readonly #members: readonly Member[]
  readonly #memberOf: readonly Member[]
  /** Number of each variable within its part. */
  readonly #local: Int32Array
  readonly #possible: Uint8Array
  readonly #lowest: Float64Array

  constructor(problem: Problem, parts: readonly PartOfWhole[]) {
    const starts = slotStarts(problem)
    const memberOf: Member[] = []
    this.#members = parts.map((part) => new Member(part, starts))
    this.#local = new Int32Array(problem.variables.length)
    for (const member of this.#members) {
      member.variables.forEach((variable, at) => {
        memberOf[variable] = member
        this.#local[variable] = at
      })
    }
    this.#memberOf = memberOf
    this.#possible = new Uint8Array(starts.at(-1) ?? 0)
    this.#lowest = new Float64Array(starts.at(-1) ?? 0)
  }

  restrict(variable: number, values: readonly number[] | null): void {
    const member = this.#member(variable)
    member.session.restrict(this.#local[variable] ?? 0, values)
    member.isShown = false
  }

  clear(): void {
    for (const member of this.#members) {
      member.session.clear()
      member.isShown = false
    }
  }

  isPossible(): boolean {
    return this.#members.every(({ session }) => session.isPossible())
  }

  possible(): Uint8Array {
    for (const member of this.#members) {
      if (member.isShown) continue
      const { slots } = member
      const shown = member.session.possible()
      for (let at = 0; at < slots.length; at++) this.#possible[slots[at] ?? 0] = shown[at] ?? 0
      member.isShown = true
    }
    return this.#possible
  }

  count(): bigint | null {
    let product = 1n
    for (const { session } of this.#members) {
      const count = session.count()
      if (count === null) return null
      product *= count
    }
    return product
  }

  bounds(cost: Cost): Bounds | null {
    const all = this.#members.map((member) => member.session.bounds(member.costOf(cost)))
    if (all.some((each) => each === null)) return null
    const each = all.filter((bounds) => bounds !== null)
    return {
      lowest: joined(
        cost,
        each.map(({ lowest }) => lowest),
      ),
      highest: joined(
        cost,
        each.map(({ highest }) => highest),
      ),
      isExact: each.every(({ isExact }) => isExact),
    }
  }

  lowestWith(cost: Cost): Float64Array | null {
    const floors = this.#members.map((member) => member.session.bounds(member.costOf(cost))?.lowest ?? Infinity)
    for (const [at, member] of this.#members.entries()) {
      const own = member.session.lowestWith(member.costOf(cost))
      if (own === null) return null
      const others = joined(
        cost,
        floors.filter((_, other) => other !== at),
      )
      for (let slot = 0; slot < member.slots.length; slot++) {
        const lowest = own[slot] ?? Infinity
        this.#lowest[member.slots[slot] ?? 0] = cost.combine === 'sum' ? lowest + others : Math.max(lowest, others)
      }
    }
    return this.#lowest
  }

  best(cost: Cost): Int32Array | null {
    return this.#assembled((member) => member.session.best(member.costOf(cost)))
  }

  conflict(variable: number, value: number): readonly number[] | null {
    const member = this.#member(variable)
    const own = member.session.conflict(this.#local[variable] ?? 0, value)
    return own?.map((local) => member.variables[local] ?? 0) ?? null
  }

  repairs(variable: number, value: number, wish: RepairWish): readonly Remedy[] {
    const member = this.#member(variable)
    const { reluctance, thenBy, limit } = wish
    const own: RepairWish = {
      limit,
      ...(reluctance && { reluctance: Float64Array.from(member.variables, (each) => reluctance[each] ?? 1) }),
      ...(thenBy && { thenBy: member.costOf(thenBy) }),
    }
    const cost = thenBy ?? { of: new Float64Array(this.#possible.length), combine: 'sum' }
    return member.session.repairs(this.#local[variable] ?? 0, value, own).flatMap((remedy) => {
      const solution = this.#assembled((each) =>
        each === member ? remedy.solution : each.session.best(each.costOf(cost)),
      )
      const gaveWay = remedy.gaveWay.map((local) => member.variables[local] ?? 0)
      return solution === null ? [] : [{ solution, gaveWay }]
    })
  }

  #member(variable: number): Member {
    const member = this.#memberOf[variable]
    if (member === undefined) throw new RangeError(`no variable ${variable}`)
    return member
  }

  #assembled(solve: (member: Member) => Int32Array | null): Int32Array | null {
    const whole = new Int32Array(this.#local.length)
    for (const member of this.#members) {
      const own = solve(member)
      if (own === null) return null
      member.variables.forEach((variable, at) => {
        whole[variable] = own[at] ?? 0
      })
    }
    return whole
  }
}

const joined = ({ combine }: Cost, costs: readonly number[]): number =>
  combine === 'sum' ? costs.reduce((sum, each) => sum + each, 0) : Math.max(-Infinity, ...costs)
