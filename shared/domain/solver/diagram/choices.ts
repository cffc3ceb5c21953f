import type { Circuit } from './circuit.ts'

/** Which values the restrictions allow, and in what order they were made. */
export class Choices {
  /** 1 for each slot its variable may take. */
  readonly allowed: Uint8Array
  /** When each variable was restricted, counting up from 1; 0 where it is not. */
  readonly stamps: Float64Array
  readonly #circuit: Circuit
  #clock = 0

  constructor(circuit: Circuit) {
    this.#circuit = circuit
    this.allowed = new Uint8Array(circuit.starts.at(-1) ?? 0).fill(1)
    this.stamps = new Float64Array(circuit.starts.length - 1)
  }

  restrict(variable: number, values: readonly number[] | null): void {
    const first = this.#circuit.starts[variable]
    const end = this.#circuit.starts[variable + 1]
    if (first === undefined || end === undefined) throw new RangeError(`no variable ${variable}`)
    if (values === null) {
      this.allowed.fill(1, first, end)
      this.stamps[variable] = 0
      return
    }
    if (values.length === 0) throw new RangeError('a restriction leaves at least one value')
    for (const value of values) {
      if (!(value >= 0 && value < end - first)) throw new RangeError(`variable ${variable} has no value ${value}`)
    }
    this.allowed.fill(0, first, end)
    for (const value of values) this.allowed[first + value] = 1
    this.stamps[variable] = ++this.#clock
  }

  clear(): void {
    this.allowed.fill(1)
    this.stamps.fill(0)
  }

  isRestricted(variable: number): boolean {
    return (this.stamps[variable] ?? 0) > 0
  }

  /** Whether the literal's variable may take one of its values. */
  admits(literal: number): boolean {
    const { slots, slotStart } = this.#circuit
    const end = slotStart[literal + 1] ?? 0
    for (let at = slotStart[literal] ?? 0; at < end; at++) if (this.allowed[slots[at] ?? 0] === 1) return true
    return false
  }

  countOf(literal: number): number {
    const { slots, slotStart } = this.#circuit
    const end = slotStart[literal + 1] ?? 0
    let count = 0
    for (let at = slotStart[literal] ?? 0; at < end; at++) count += this.allowed[slots[at] ?? 0] ?? 0
    return count
  }

  /** Cheapest allowed slot of the literal, the lowest of equals; -1 when none is allowed. */
  cheapestOf(literal: number, cost: Float64Array): number {
    const { slots, slotStart } = this.#circuit
    const end = slotStart[literal + 1] ?? 0
    let cheapest = -1
    for (let at = slotStart[literal] ?? 0; at < end; at++) {
      const slot = slots[at] ?? 0
      if (this.allowed[slot] === 1 && (cheapest < 0 || (cost[slot] ?? 0) < (cost[cheapest] ?? 0))) cheapest = slot
    }
    return cheapest
  }
}
