import type { Choices } from './choices.ts'
import type { Circuit } from './circuit.ts'
import { Sweep } from './sweep.ts'

/**
 * With how little giving way each gate holds, and among the ways that give way as little, how cheaply. Two numbers rather than
 * one made of both: prices and importance together may outgrow what a number holds exactly.
 */
export class Effort extends Sweep {
  /** What giving way costs, Infinity where even that does not help. */
  readonly weights: Float64Array
  readonly costs: Float64Array
  readonly #choices: Choices
  readonly #reluctance: Float64Array
  readonly #thenBy: Float64Array
  readonly #isKept: Uint8Array
  #askedVariable = -1
  #askedSlot = -1

  constructor(circuit: Circuit, choices: Choices, reluctance: Float64Array, thenBy: Float64Array) {
    super(circuit)
    this.#choices = choices
    this.#reluctance = reluctance
    this.#thenBy = thenBy
    this.weights = new Float64Array(circuit.gateCount).fill(NaN)
    this.costs = new Float64Array(circuit.gateCount).fill(NaN)
    this.#isKept = new Uint8Array(circuit.starts.length - 1)
  }

  /** Only solutions with this slot, whatever its variable is restricted to; -1 and -1 for all solutions again. */
  askFor(variable: number, slot: number): void {
    if (this.#askedVariable >= 0) this.touch(this.#askedVariable)
    this.#askedVariable = variable
    this.#askedSlot = slot
    if (variable >= 0) this.touch(variable)
  }

  /** Whether the variable's restriction must be kept. */
  keep(variable: number, isKept: boolean): void {
    this.#isKept[variable] = isKept ? 1 : 0
    this.touch(variable)
  }

  compare(gate: number, other: number): number {
    const weight = this.weights[gate] ?? 0
    const otherWeight = this.weights[other] ?? 0
    return weight === otherWeight ? (this.costs[gate] ?? 0) - (this.costs[other] ?? 0) : weight - otherWeight
  }

  /** Slot by which a literal holds with the least effort, the lowest of equals; -1 where none does. */
  slotOf(literal: number): number {
    const { literalVariable, slotStart, slots } = this.circuit
    const variable = literalVariable[literal] ?? 0
    const end = slotStart[literal + 1] ?? 0
    let best = -1
    let leastWeight = Infinity
    let leastCost = Infinity
    for (let at = slotStart[literal] ?? 0; at < end; at++) {
      const slot = slots[at] ?? 0
      const weight = this.#weightOf(variable, slot)
      const cost = this.#thenBy[slot] ?? 0
      if (weight > leastWeight || weight === Infinity || (weight === leastWeight && cost >= leastCost)) continue
      best = slot
      leastWeight = weight
      leastCost = cost
    }
    return best
  }

  protected override workOut(gate: number): boolean {
    if (gate < this.circuit.literalCount) this.#workOutLiteral(gate)
    else if ((this.circuit.slack[gate] ?? 0) > 0) this.#choose(gate)
    else this.#join(gate)
    return true
  }

  #weightOf(variable: number, slot: number): number {
    if (variable === this.#askedVariable) return slot === this.#askedSlot ? 0 : Infinity
    if (this.#choices.allowed[slot] === 1) return 0
    return this.#isKept[variable] === 1 ? Infinity : (this.#reluctance[variable] ?? 0)
  }

  #workOutLiteral(literal: number): void {
    const slot = this.slotOf(literal)
    if (slot < 0) this.#set(literal, Infinity, Infinity)
    else this.#set(literal, this.#weightOf(this.circuit.literalVariable[literal] ?? 0, slot), this.#thenBy[slot] ?? 0)
  }

  #choose(gate: number): void {
    const { inputs, inputStart } = this.circuit
    const end = inputStart[gate + 1] ?? 0
    let best = inputs[inputStart[gate] ?? 0] ?? 0
    for (let at = (inputStart[gate] ?? 0) + 1; at < end; at++) {
      const input = inputs[at] ?? 0
      if (this.compare(input, best) < 0) best = input
    }
    this.#set(gate, this.weights[best] ?? 0, this.costs[best] ?? 0)
  }

  #join(gate: number): void {
    const { inputs, inputStart } = this.circuit
    const end = inputStart[gate + 1] ?? 0
    let weight = 0
    let cost = 0
    for (let at = inputStart[gate] ?? 0; at < end; at++) {
      const input = inputs[at] ?? 0
      weight += this.weights[input] ?? 0
      cost += this.costs[input] ?? 0
    }
    this.#set(gate, weight, cost)
  }

  #set(gate: number, weight: number, cost: number): void {
    if (this.weights[gate] === weight && this.costs[gate] === cost) return
    this.weights[gate] = weight
    this.costs[gate] = cost
    this.changed(gate)
  }
}
