import type { Circuit } from './circuit.ts'
import type { FreshState } from './fresh-state.ts'

// Whom a gate asks for, where it is not one input of that number.
export const ALL = -1
export const NOBODY = 2 ** 31 - 1

/** Share of all references that may be followed one by one before one run over all of them is begun: what is lost then is little. */
const PATIENCE = 1 / 20

/**
 * Who asks for whom, kept up to date from the root down: bits mark the gates whose turn comes. Where much has changed it is
 * shorter to begin anew, in one run over all references without a branch in it.
 */
export class Asking {
  /** 1 for each slot that some literal which is asked for has. */
  readonly possible: Uint8Array
  /** How many gates ask for each gate. */
  readonly asked: Int32Array
  /** Bits of the gates that may have to ask for others than before. */
  readonly due: Int32Array
  readonly #circuit: Circuit
  readonly #fresh: FreshState
  readonly #wants: Int32Array
  /** For whom each gate asks. */
  readonly #asks: Int32Array
  /** How many literals that are asked for have the slot. */
  readonly #shown: Int32Array
  /** References that may still be followed one by one. */
  #patience = 0

  /** `wants` tells whom each gate asks for as long as it is asked for itself. */
  constructor(circuit: Circuit, fresh: FreshState, wants: Int32Array) {
    this.#circuit = circuit
    this.#fresh = fresh
    this.#wants = wants
    this.possible = fresh.possible.slice()
    this.asked = fresh.asked.slice()
    this.due = new Int32Array((circuit.gateCount + 31) >>> 5)
    this.#asks = new Int32Array(circuit.gateCount).fill(ALL)
    this.#shown = fresh.shown.slice()
  }

  /** The one input a gate asks for, or ALL or NOBODY; of a literal, whether it is asked for. */
  by(gate: number): number {
    return this.#asks[gate] ?? NOBODY
  }

  /** Puts everything back to no restriction. */
  reset(): void {
    this.possible.set(this.#fresh.possible)
    this.asked.set(this.#fresh.asked)
    this.due.fill(0)
    this.#asks.fill(ALL)
    this.#shown.set(this.#fresh.shown)
  }

  /** Brings everybody who is due in line with the deaths. */
  settle(): void {
    const { due } = this
    this.#patience = this.#circuit.inputs.length * PATIENCE
    for (let word = due.length - 1; word >= 0; word--) {
      for (let bits = due[word] ?? 0; bits !== 0; bits = due[word] ?? 0) {
        const bit = 31 - Math.clz32(bits)
        due[word] = bits ^ (1 << bit)
        this.#ask((word << 5) + bit)
      }
      if (this.#patience < 0) {
        this.#beginAnew()
        return
      }
    }
  }

  #ask(gate: number): void {
    const before = this.#asks[gate] ?? NOBODY
    const now = this.asked[gate] === 0 ? NOBODY : (this.#wants[gate] ?? NOBODY)
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

  /** No processor guesses which inputs have asked before: so nothing branches on it. */
  #askAll(gate: number, change: 1 | -1): void {
    const { inputs, inputStart } = this.#circuit
    const { asked, due } = this
    const settledFrom = change === 1 ? 2 : 1
    const first = inputStart[gate] ?? 0
    const end = inputStart[gate + 1] ?? 0
    this.#patience -= end - first
    for (let at = first; at < end; at++) {
      const input = inputs[at] ?? 0
      const now = (asked[input] ?? 0) + change
      asked[input] = now
      const isTurn = (now - settledFrom) >>> 31
      due[input >>> 5] = (due[input >>> 5] ?? 0) | (isTurn << (input & 31))
    }
  }

  #askFor(input: number, change: 1 | -1): void {
    const before = this.asked[input] ?? 0
    this.asked[input] = before + change
    if (before === 0 || before + change === 0)
      this.due[input >>> 5] = (this.due[input >>> 5] ?? 0) | (1 << (input & 31))
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

  /** As `#ask` has it, one gate or reference after another, users before inputs. */
  #beginAnew(): void {
    this.due.fill(0)
    this.#countAnew()
    const { asked } = this
    const wants = this.#wants
    const asks = this.#asks
    for (let gate = 0; gate < asks.length; gate++) {
      const isAsked = -(asked[gate] ?? 0) >> 31
      asks[gate] = ((wants[gate] ?? 0) & isAsked) | (NOBODY & ~isAsked)
    }
    this.#showAnew()
  }

  #countAnew(): void {
    const { inputs, root } = this.#circuit
    const { asked } = this
    const wants = this.#wants
    const users = this.#fresh.users()
    asked.fill(0)
    asked[root] = 1
    for (let at = inputs.length - 1; at >= 0; at--) {
      const user = users[at] ?? 0
      const input = inputs[at] ?? 0
      // Below zero for all and for just this input.
      const isMeant = ((wants[user] ?? 0) ^ input) - 1
      asked[input] = (asked[input] ?? 0) - ((-(asked[user] ?? 0) & isMeant) >> 31)
    }
  }

  #showAnew(): void {
    const { slots } = this.#circuit
    const { asked, possible } = this
    const shown = this.#shown
    const literals = this.#fresh.slotLiterals()
    shown.fill(0)
    possible.fill(0)
    for (let at = 0; at < slots.length; at++) {
      const slot = slots[at] ?? 0
      const isAsked = (-(asked[literals[at] ?? 0] ?? 0) >> 31) & 1
      shown[slot] = (shown[slot] ?? 0) + isAsked
      possible[slot] = (possible[slot] ?? 0) | isAsked
    }
  }
}
