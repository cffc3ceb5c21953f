import type { Circuit } from './circuit.ts'

/**
 * Something known of every gate that follows from what is known of its inputs, kept from question to question: only what lies
 * above a changed literal is worked out again, inputs before users, and no further than it changes.
 */
export abstract class Sweep {
  protected readonly circuit: Circuit
  /** Bits of the gates whose turn comes. */
  readonly #due: Int32Array

  constructor(circuit: Circuit) {
    this.circuit = circuit
    this.#due = new Int32Array((circuit.gateCount + 31) >>> 5).fill(-1)
    const inLastWord = circuit.gateCount & 31
    if (inLastWord > 0) this.#due[this.#due.length - 1] = (1 << inLastWord) - 1
  }

  /** Says that the literals of the variable may have changed. */
  touch(variable: number): void {
    const end = this.circuit.literalStart[variable + 1] ?? 0
    for (let literal = this.circuit.literalStart[variable] ?? 0; literal < end; literal++) this.#raise(literal)
  }

  /** Brings everything up to date. */
  refresh(): void {
    const due = this.#due
    for (let word = 0; word < due.length; word++) {
      for (let bits = due[word] ?? 0; bits !== 0;) {
        const bit = bits & -bits
        if (this.workOut((word << 5) + 31 - Math.clz32(bit))) due[word] = (due[word] ?? 0) & ~bit
        // Users have higher numbers, so what is new in this word stands above the bit.
        bits = (due[word] ?? 0) & ~(bit | (bit - 1))
      }
    }
  }

  /** Works out one gate or literal; false to leave it for a later time. */
  protected abstract workOut(gate: number): boolean

  protected changed(gate: number): void {
    const { parentStart, parents } = this.circuit
    const end = parentStart[gate + 1] ?? 0
    for (let at = parentStart[gate] ?? 0; at < end; at++) this.#raise(parents[at] ?? 0)
  }

  #raise(gate: number): void {
    this.#due[gate >>> 5] = (this.#due[gate >>> 5] ?? 0) | (1 << (gate & 31))
  }
}
