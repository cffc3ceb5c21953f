import type { Choices } from './choices.ts'
import type { Circuit } from './circuit.ts'
import { NOBODY } from './asking.ts'
import type { Reach } from './reach.ts'
import { Sweep } from './sweep.ts'

/** Stands for a count that is kept as a BigInt. */
const BIG = -1

/**
 * The number of solutions, exact. Numbers stay plain while they are exact as such, which below the top of a diagram they nearly
 * all are; only what outgrows 2^53 is a BigInt. A gate nobody asks for is left until somebody does.
 */
export class Counter extends Sweep {
  readonly #choices: Choices
  readonly #reach: Reach
  readonly #small: Float64Array
  readonly #big: (bigint | undefined)[]

  constructor(circuit: Circuit, choices: Choices, reach: Reach) {
    super(circuit)
    this.#choices = choices
    this.#reach = reach
    this.#small = new Float64Array(circuit.gateCount)
    this.#big = new Array<bigint | undefined>(circuit.gateCount).fill(undefined)
  }

  /** For the restrictions of a reach that is settled. */
  count(): bigint {
    this.refresh()
    return this.#countOf(this.circuit.root)
  }

  protected override workOut(gate: number): boolean {
    if (!this.#reach.isAlive(gate)) {
      // Even where nobody asks: a choice that is asked for counts its dead inputs too.
      this.#setSmall(gate, 0)
      return true
    }
    if (this.#reach.askedBy(gate) === NOBODY) return false
    if (gate < this.circuit.literalCount) this.#setSmall(gate, this.#choices.countOf(gate))
    else if ((this.circuit.slack[gate] ?? 0) > 0) this.#add(gate)
    else this.#multiply(gate)
    return true
  }

  #add(gate: number): void {
    const { inputs, inputStart } = this.circuit
    const end = inputStart[gate + 1] ?? 0
    let small = 0
    let big = 0n
    for (let at = inputStart[gate] ?? 0; at < end; at++) {
      const input = inputs[at] ?? 0
      const count = this.#small[input] ?? 0
      if (count === BIG) big += this.#countOf(input)
      else if (small + count <= Number.MAX_SAFE_INTEGER) small += count
      else {
        big += BigInt(small)
        small = count
      }
    }
    if (big === 0n) this.#setSmall(gate, small)
    else this.#setBig(gate, big + BigInt(small))
  }

  #multiply(gate: number): void {
    const { inputs, inputStart } = this.circuit
    const end = inputStart[gate + 1] ?? 0
    let small = 1
    let big = 1n
    for (let at = inputStart[gate] ?? 0; at < end; at++) {
      const input = inputs[at] ?? 0
      const count = this.#small[input] ?? 0
      if (count === BIG) big *= this.#countOf(input)
      // A product that is beyond the safe integers rounds to beyond them, so this comparison is never wrong.
      else if (small * count <= Number.MAX_SAFE_INTEGER) small *= count
      else {
        big *= BigInt(small)
        small = count
      }
    }
    if (big === 1n) this.#setSmall(gate, small)
    else this.#setBig(gate, big * BigInt(small))
  }

  #countOf(gate: number): bigint {
    return this.#big[gate] ?? BigInt(this.#small[gate] ?? 0)
  }

  #setSmall(gate: number, count: number): void {
    if (this.#small[gate] === count) return
    this.#small[gate] = count
    this.#big[gate] = undefined
    this.changed(gate)
  }

  #setBig(gate: number, count: bigint): void {
    if (this.#big[gate] === count) return
    this.#small[gate] = BIG
    this.#big[gate] = count
    this.changed(gate)
  }
}
