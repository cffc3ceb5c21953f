import type { Circuit } from './circuit.ts'
import type { Costing } from './costs.ts'
import { ALL, NOBODY } from './asking.ts'
import type { Reach } from './reach.ts'

/**
 * What the cheapest solution with each slot costs. The least values of the gates are known; a sweep from the root down adds what
 * the rest of a solution around each gate costs at least. It runs where asking runs, as only there a value is possible.
 */
export class LowestWith {
  /** Per slot, good until the next sweep. */
  readonly lowest: Float64Array
  readonly #circuit: Circuit
  readonly #reach: Reach
  /** Least value of all that stands beside the gate in a solution. Infinity between sweeps. */
  readonly #beside: Float64Array

  constructor(circuit: Circuit, reach: Reach) {
    this.#circuit = circuit
    this.#reach = reach
    this.#beside = new Float64Array(circuit.gateCount).fill(Infinity)
    this.lowest = new Float64Array(circuit.starts.at(-1) ?? 0)
  }

  /** With a reach that is settled and least values that are up to date. */
  sweep({ cost, least }: Costing): Float64Array {
    const { literalCount, gateCount, root, slack } = this.#circuit
    const beside = this.#beside
    const isSum = cost.combine === 'sum'
    this.lowest.fill(Infinity)
    beside[root] = isSum ? 0 : -Infinity
    for (let gate = gateCount - 1; gate >= literalCount; gate--) {
      const around = beside[gate] ?? Infinity
      if (around === Infinity) continue
      beside[gate] = Infinity
      if ((slack[gate] ?? 0) > 0) this.#offerAll(gate, around)
      else if (isSum) this.#offerRest(gate, around, least.values)
      else this.#offerLargestRest(gate, around, least.values)
    }
    for (let literal = 0; literal < literalCount; literal++) {
      const around = beside[literal] ?? Infinity
      beside[literal] = Infinity
      if (around !== Infinity) this.#price(literal, around, cost.of, isSum)
    }
    return this.lowest
  }

  #offer(gate: number, value: number): void {
    if (value < (this.#beside[gate] ?? 0)) this.#beside[gate] = value
  }

  #offerAll(gate: number, around: number): void {
    const { inputs, inputStart } = this.#circuit
    const end = inputStart[gate + 1] ?? 0
    for (let at = inputStart[gate] ?? 0; at < end; at++) this.#offer(inputs[at] ?? 0, around)
  }

  /** Beside an input stands all around and in the gate, less the input itself. */
  #offerRest(gate: number, around: number, values: Float64Array): void {
    const { inputs, inputStart } = this.#circuit
    const first = inputStart[gate] ?? 0
    const end = inputStart[gate + 1] ?? 0
    const asked = this.#reach.askedBy(gate)
    if (asked === ALL) {
      const total = around + (values[gate] ?? 0)
      for (let at = first; at < end; at++) {
        const input = inputs[at] ?? 0
        this.#offer(input, total - (values[input] ?? 0))
      }
    } else if (asked !== NOBODY) {
      let rest = around
      for (let at = first; at < end; at++) {
        const input = inputs[at] ?? 0
        if (input !== asked) rest += values[input] ?? 0
      }
      this.#offer(asked, rest)
    }
  }

  #offerLargestRest(gate: number, around: number, values: Float64Array): void {
    const { inputs, inputStart } = this.#circuit
    const first = inputStart[gate] ?? 0
    const end = inputStart[gate + 1] ?? 0
    const asked = this.#reach.askedBy(gate)
    let largest = -1
    let top = around
    let second = around
    for (let at = first; at < end; at++) {
      const input = inputs[at] ?? 0
      const value = values[input] ?? 0
      if (value > top) {
        second = top
        top = value
        largest = input
      } else if (value > second) second = value
    }
    // A dead input is infinite and so the largest: beside it stands the second.
    if (asked === ALL)
      for (let at = first; at < end; at++) this.#offer(inputs[at] ?? 0, inputs[at] === largest ? second : top)
    else if (asked !== NOBODY) this.#offer(asked, second)
  }

  #price(literal: number, around: number, cost: Float64Array, isSum: boolean): void {
    const { slots, slotStart } = this.#circuit
    const end = slotStart[literal + 1] ?? 0
    for (let at = slotStart[literal] ?? 0; at < end; at++) {
      const slot = slots[at] ?? 0
      const own = cost[slot] ?? 0
      const total = isSum ? around + own : Math.max(around, own)
      this.lowest[slot] = Math.min(this.lowest[slot] ?? 0, total)
    }
  }
}
