import type { Circuit } from './circuit.ts'
import { Sweep } from './sweep.ts'

/**
 * The least value with which each gate holds, Infinity where it cannot: literals have values of their own, a joining gate adds
 * its inputs up (or takes the largest), a choice takes the least.
 */
export class Valuation extends Sweep {
  readonly values: Float64Array
  readonly #isSum: boolean
  readonly #literalValue: (literal: number) => number

  constructor(circuit: Circuit, combine: 'sum' | 'max', literalValue: (literal: number) => number) {
    super(circuit)
    this.#isSum = combine === 'sum'
    this.#literalValue = literalValue
    this.values = new Float64Array(circuit.gateCount).fill(NaN)
  }

  /** Value of the whole diagram. */
  get atRoot(): number {
    return this.values[this.circuit.root] ?? Infinity
  }

  protected override workOut(gate: number): boolean {
    const value = gate < this.circuit.literalCount ? this.#literalValue(gate) : this.#worth(gate)
    if (value !== this.values[gate]) {
      this.values[gate] = value
      this.changed(gate)
    }
    return true
  }

  #worth(gate: number): number {
    const { inputStart, slack } = this.circuit
    const first = inputStart[gate] ?? 0
    const end = inputStart[gate + 1] ?? 0
    if ((slack[gate] ?? 0) > 0) return this.#least(first, end)
    return this.#isSum ? this.#sum(first, end) : this.#largest(first, end)
  }

  #least(first: number, end: number): number {
    const { inputs } = this.circuit
    let least = Infinity
    for (let at = first; at < end; at++) least = Math.min(least, this.values[inputs[at] ?? 0] ?? 0)
    return least
  }

  #sum(first: number, end: number): number {
    const { inputs } = this.circuit
    let sum = 0
    for (let at = first; at < end; at++) sum += this.values[inputs[at] ?? 0] ?? 0
    return sum
  }

  #largest(first: number, end: number): number {
    const { inputs } = this.circuit
    let largest = -Infinity
    for (let at = first; at < end; at++) largest = Math.max(largest, this.values[inputs[at] ?? 0] ?? 0)
    return largest
  }
}
