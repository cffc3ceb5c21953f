import type { Sat } from './sat/sat.ts'

/** Booleans that stand for combinations of others, defined both ways (Tseitin 1968), so that they never restrict by themselves. */
export class Gates {
  readonly sat: Sat
  /** A literal that always holds; its negation never does. */
  readonly always: number

  constructor(sat: Sat) {
    this.sat = sat
    this.always = sat.boolean(false)
    sat.add([this.always])
  }

  all(inputs: readonly number[]): number {
    return this.any(inputs.map(not)) ^ 1
  }

  any(inputs: readonly number[]): number {
    const { always } = this
    if (inputs.includes(always)) return always
    const open = inputs.filter((input) => input !== not(always))
    const [only] = open
    if (only === undefined) return not(always)
    if (open.length === 1) return only
    const gate = this.sat.boolean(false)
    this.sat.add([not(gate), ...open])
    for (const input of open) this.sat.add([gate, not(input)])
    return gate
  }

  /** Either all of them hold or none. */
  same(inputs: readonly number[]): number {
    if (inputs.length < 2) return this.always
    const gate = this.sat.boolean(false)
    this.sat.add([gate, ...inputs])
    this.sat.add([gate, ...inputs.map(not)])
    // A circle of implications makes them equal.
    inputs.forEach((input, at) => {
      this.sat.add([not(gate), not(input), inputs[(at + 1) % inputs.length] ?? 0])
    })
    return gate
  }

  /** Between `min` and `max` of them hold. */
  count(inputs: readonly number[], min: number, max: number): number {
    const tally = new Tally(this, inputs)
    return this.all([tally.atLeast(min), not(tally.atLeast(max + 1))])
  }

  atMostOne(inputs: readonly number[]): void {
    // Pairs cost a square of clauses; beyond this many a chain of small groups is cheaper (Knuth 4B, 7.2.2.2, exercise 12).
    const pairsMax = 24
    if (inputs.length > pairsMax) {
      const carry = this.sat.boolean(false)
      this.atMostOne([...inputs.slice(0, pairsMax / 2), carry])
      this.atMostOne([...inputs.slice(pairsMax / 2), not(carry)])
      return
    }
    inputs.forEach((one, at) => {
      for (const other of inputs.slice(at + 1)) this.sat.add([not(one), not(other)])
    })
  }
}

/** How many of some literals hold, in unary: a totalizer (Bailleux & Boufkhad 2003) that grows as far as it is asked. */
export class Tally {
  readonly #gates: Gates
  readonly #inputs: readonly number[]
  readonly #halves: readonly [Tally, Tally] | null
  readonly #known = new Map<number, number>()

  constructor(gates: Gates, inputs: readonly number[]) {
    const middle = inputs.length >> 1
    this.#gates = gates
    this.#inputs = inputs
    this.#halves =
      inputs.length < 2 ? null : [new Tally(gates, inputs.slice(0, middle)), new Tally(gates, inputs.slice(middle))]
  }

  get size(): number {
    return this.#inputs.length
  }

  /** The literal that says: at least this many hold. */
  atLeast(count: number): number {
    const { always } = this.#gates
    if (count <= 0) return always
    if (count > this.#inputs.length) return not(always)
    if (this.#halves === null) return this.#inputs[0] ?? always
    const known = this.#known.get(count)
    if (known !== undefined) return known
    const literal = this.#gates.sat.boolean(false)
    this.#known.set(count, literal)
    this.#define(literal, count, this.#halves)
    return literal
  }

  #define(literal: number, count: number, [left, right]: readonly [Tally, Tally]): void {
    for (let ofLeft = 0; ofLeft <= count; ofLeft++) {
      const both = [left.atLeast(ofLeft), right.atLeast(count - ofLeft)]
      this.#gates.sat.add([literal, ...both.map(not)])
      if (ofLeft < count) this.#gates.sat.add([not(literal), left.atLeast(ofLeft + 1), right.atLeast(count - ofLeft)])
    }
  }
}

export function not(literal: number): number {
  return literal ^ 1
}
