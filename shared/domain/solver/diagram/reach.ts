import type { Circuit } from './circuit.ts'
import type { FreshState } from './fresh-state.ts'

// Whom a gate asks for, where it is not one input of that number.
export const NOBODY = -1
export const ALL = -2

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
  /** 1 for each slot that is possible; right after `settle`. */
  readonly possible: Uint8Array
  readonly #circuit: Circuit
  readonly #fresh: FreshState
  /** How many inputs of each gate are dead, and the exclusive or of them: with exactly one dead, that one. */
  readonly #dead: Int32Array
  readonly #which: Int32Array
  /** How many parents ask for each gate, and for whom it asks itself. */
  readonly #asked: Int32Array
  readonly #asks: Int32Array
  /** How many literals that are asked for have the slot. */
  readonly #shown: Int32Array
  /** How many references ask. */
  #asking: number
  #chosenSlot = -1
  readonly #up: Int32Array
  readonly #down: Int32Array

  constructor(circuit: Circuit, fresh: FreshState) {
    const { gateCount } = circuit
    this.#circuit = circuit
    this.#fresh = fresh
    this.#dead = new Int32Array(gateCount)
    this.#which = new Int32Array(gateCount)
    this.#asked = fresh.asked.slice()
    this.#asks = new Int32Array(gateCount).fill(ALL)
    this.#shown = fresh.shown.slice()
    this.possible = fresh.possible.slice()
    this.#asking = circuit.inputs.length
    this.#up = new Int32Array((gateCount + 31) >>> 5)
    this.#down = new Int32Array((gateCount + 31) >>> 5)
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
    return this.#asks[gate] ?? NOBODY
  }

  /** Puts everything back to no restriction. */
  reset(): void {
    this.#dead.fill(0)
    this.#which.fill(0)
    this.#asked.set(this.#fresh.asked)
    this.#asks.fill(ALL)
    this.#shown.set(this.#fresh.shown)
    this.possible.set(this.#fresh.possible)
    this.#asking = this.#circuit.inputs.length
    this.#chosenSlot = -1
    this.#up.fill(0)
    this.#down.fill(0)
  }

  /** Says that all that changes is a choice of this slot; a hint, which makes large changes cheaper. */
  expect(slot: number): void {
    this.#chosenSlot = slot
  }

  /** Says whether the variable of a literal may take one of its values. */
  setLiteral(literal: number, isAllowed: boolean): void {
    if ((this.#dead[literal] === 0) === isAllowed) return
    this.#dead[literal] = isAllowed ? 0 : 1
    this.#tell(literal, isAllowed ? 0 : 1)
  }

  settle(): void {
    const up = this.#up
    for (let word = 0; word < up.length; word++) {
      for (let bits = up[word] ?? 0; bits !== 0; bits = up[word] ?? 0) {
        const bit = bits & -bits
        up[word] = bits ^ bit
        const gate = (word << 5) + 31 - Math.clz32(bit)
        this.#tell(gate, this.isAlive(gate) ? 0 : 1)
      }
    }
    this.#settleAsking()
  }

  /**
   * Asking is withdrawn where it no longer holds, or, where that leaves less than half, begun anew from the root: whichever is
   * less to do, going by what the same choice left the last time.
   */
  #settleAsking(): void {
    const slot = this.#chosenSlot
    const before = this.#asking
    if (slot >= 0 && (this.#fresh.leaves[slot] ?? 1) < 0.5) this.#askAnew()
    const down = this.#down
    for (let word = down.length - 1; word >= 0; word--) {
      for (let bits = down[word] ?? 0; bits !== 0; bits = down[word] ?? 0) {
        const bit = 31 - Math.clz32(bits)
        down[word] = bits ^ (1 << bit)
        this.#ask((word << 5) + bit)
      }
    }
    if (slot >= 0) this.#fresh.leaves[slot] = before === 0 ? 1 : this.#asking / before
    this.#chosenSlot = -1
  }

  #askAnew(): void {
    this.#asked.fill(0)
    this.#asks.fill(NOBODY)
    this.#shown.fill(0)
    this.possible.fill(0)
    this.#down.fill(0)
    this.#asking = 0
    this.#askFor(this.#circuit.root, 1)
  }

  /**
   * Tells the users of a gate that it has died (1) or come back (0). Those whose own state this turns get their turn; a second
   * change of mind cancels the first. Most of a large change is here and in `#askAll`, and no processor guesses which of the
   * gates it concerns: so neither branches.
   */
  #tell(gate: number, died: 0 | 1): void {
    const { parents, parentStart, slack } = this.#circuit
    const counts = this.#dead
    const which = this.#which
    const asked = this.#asked
    const up = this.#up
    const down = this.#down
    const end = parentStart[gate + 1] ?? 0
    for (let at = parentStart[gate] ?? 0; at < end; at++) {
      const parent = parents[at] ?? 0
      const dead = (counts[parent] ?? 0) + 2 * died - 1
      counts[parent] = dead
      which[parent] = (which[parent] ?? 0) ^ gate
      const spare = slack[parent] ?? 0
      const word = parent >>> 5
      const turned = dead - spare - died
      up[word] = (up[word] ?? 0) ^ ((1 ^ ((turned | -turned) >>> 31)) << (parent & 31))
      // Asks for others than before: joins, is asked for, and has one dead input or none on either side of the change.
      const asksAnew = ((spare - 1) & (dead - 2 - died) & -(asked[parent] ?? 0)) >>> 31
      down[word] = (down[word] ?? 0) | (asksAnew << (parent & 31))
    }
  }

  /** Brings whom a gate asks for in line with its state. */
  #ask(gate: number): void {
    const before = this.#asks[gate] ?? NOBODY
    const now = this.#asked[gate] === 0 ? NOBODY : this.#wants(gate)
    if (now === before) return
    this.#asks[gate] = now
    if (gate < this.#circuit.literalCount) {
      this.#show(gate, now === NOBODY ? -1 : 1)
      return
    }
    if (before === ALL) this.#askAll(gate, -1)
    else if (before !== NOBODY) this.#askFor(before, -1)
    if (now === ALL) this.#askAll(gate, 1)
    else if (now !== NOBODY) this.#askFor(now, 1)
  }

  #wants(gate: number): number {
    const dead = this.#dead[gate] ?? 0
    if (dead === 0 || gate < this.#circuit.literalCount || (this.#circuit.slack[gate] ?? 0) > 0) return ALL
    return dead === 1 ? (this.#which[gate] ?? NOBODY) : NOBODY
  }

  #askAll(gate: number, change: 1 | -1): void {
    const { inputs, inputStart } = this.#circuit
    const asked = this.#asked
    const down = this.#down
    const settledFrom = change === 1 ? 2 : 1
    const first = inputStart[gate] ?? 0
    const end = inputStart[gate + 1] ?? 0
    this.#asking += change * (end - first)
    for (let at = first; at < end; at++) {
      const input = inputs[at] ?? 0
      const now = (asked[input] ?? 0) + change
      asked[input] = now
      const isTurn = (now - settledFrom) >>> 31
      down[input >>> 5] = (down[input >>> 5] ?? 0) | (isTurn << (input & 31))
    }
  }

  #askFor(input: number, change: 1 | -1): void {
    const before = this.#asked[input] ?? 0
    this.#asked[input] = before + change
    this.#asking += change
    if (before === 0 || before + change === 0) raise(this.#down, input)
  }

  #show(literal: number, change: 1 | -1): void {
    const { slots, slotStart } = this.#circuit
    const end = slotStart[literal + 1] ?? 0
    for (let at = slotStart[literal] ?? 0; at < end; at++) {
      const slot = slots[at] ?? 0
      const shown = (this.#shown[slot] ?? 0) + change
      this.#shown[slot] = shown
      this.possible[slot] = shown > 0 ? 1 : 0
    }
  }
}

function raise(bits: Int32Array, gate: number): void {
  bits[gate >>> 5] = (bits[gate >>> 5] ?? 0) | (1 << (gate & 31))
}
