import { ALL, Asking, NOBODY } from './asking.ts'
import type { Circuit } from './circuit.ts'
import type { FreshState } from './fresh-state.ts'

/**
 * Which gates hold under the restrictions, and which values are possible, kept up to date by touching only what changes.
 *
 * A gate *asks for* an input when it is asked for itself and holds if only that input does: a gate that joins asks for all
 * inputs while none is dead, and for the one that is dead. So a literal is asked for exactly when its values complete a solution
 * whatever its own variable is restricted to.
 *
 * Two sweeps: deaths run up, inputs before parents; then asking runs down. Bits mark the gates whose turn comes, so each is
 * visited once a sweep in the order of its number.
 */
export class Reach {
  readonly #circuit: Circuit
  readonly #asking: Asking
  /** How many inputs of each gate are dead, and the exclusive or of them: with exactly one dead, that one. */
  readonly #dead: Int32Array
  readonly #which: Int32Array
  /** Whom each gate asks for as long as it is asked for itself. */
  readonly #wants: Int32Array
  readonly #due: Int32Array

  constructor(circuit: Circuit, fresh: FreshState) {
    const { gateCount } = circuit
    this.#circuit = circuit
    this.#dead = new Int32Array(gateCount)
    this.#which = new Int32Array(gateCount)
    this.#due = new Int32Array((gateCount + 31) >>> 5)
    this.#wants = new Int32Array(gateCount).fill(ALL)
    this.#asking = new Asking(circuit, fresh, this.#wants)
  }

  /** 1 for each slot that is possible; right after `settle`. */
  get possible(): Uint8Array {
    return this.#asking.possible
  }

  /** Whether the restrictions have a solution; after `settle`. */
  get holds(): boolean {
    return this.isAlive(this.#circuit.root)
  }

  isAlive(gate: number): boolean {
    return (this.#dead[gate] ?? 0) <= (this.#circuit.slack[gate] ?? 0)
  }

  /** The one input a gate asks for, or ALL or NOBODY; of a literal, whether it is asked for. After `settle`. */
  askedBy(gate: number): number {
    return this.#asking.by(gate)
  }

  /** Puts everything back to no restriction. */
  reset(): void {
    this.#dead.fill(0)
    this.#which.fill(0)
    this.#wants.fill(ALL)
    this.#due.fill(0)
    this.#asking.reset()
  }

  /** Says whether the variable of a literal may take one of its values. */
  setLiteral(literal: number, isAllowed: boolean): void {
    if ((this.#dead[literal] === 0) === isAllowed) return
    this.#dead[literal] = isAllowed ? 0 : 1
    this.#tell(literal, isAllowed ? 0 : 1)
  }

  settle(): void {
    const due = this.#due
    for (let word = 0; word < due.length; word++) {
      for (let bits = due[word] ?? 0; bits !== 0; bits = due[word] ?? 0) {
        const bit = bits & -bits
        due[word] = bits ^ bit
        const gate = (word << 5) + 31 - Math.clz32(bit)
        this.#tell(gate, this.isAlive(gate) ? 0 : 1)
      }
    }
    this.#asking.settle()
  }

  /**
   * Tells the users of a gate that it has died (1) or come back (0). Those whose own state this turns get their turn; a second
   * change of mind cancels the first. No processor guesses which of the gates a change concerns: so nothing branches on it.
   */
  #tell(gate: number, died: 0 | 1): void {
    const { parents, parentStart, slack } = this.#circuit
    const counts = this.#dead
    const which = this.#which
    const { asked, due: asking } = this.#asking
    const wants = this.#wants
    const due = this.#due
    const end = parentStart[gate + 1] ?? 0
    for (let at = parentStart[gate] ?? 0; at < end; at++) {
      const parent = parents[at] ?? 0
      const dead = (counts[parent] ?? 0) + 2 * died - 1
      counts[parent] = dead
      const dying = (which[parent] ?? 0) ^ gate
      which[parent] = dying
      const spare = slack[parent] ?? 0
      const word = parent >>> 5
      const isAll = ((dead - 1) | -spare) >> 31
      const isOne = ((dead ^ 1) - 1) >> 31
      wants[parent] = (isAll & ALL) | (~isAll & ((isOne & dying) | (~isOne & NOBODY)))
      const turned = dead - spare - died
      due[word] = (due[word] ?? 0) ^ ((1 ^ ((turned | -turned) >>> 31)) << (parent & 31))
      // Asks for others than before: joins, is asked for, and has one dead input or none on either side of the change.
      const asksAnew = ((spare - 1) & (dead - 2 - died) & -(asked[parent] ?? 0)) >>> 31
      asking[word] = (asking[word] ?? 0) | (asksAnew << (parent & 31))
    }
  }
}
