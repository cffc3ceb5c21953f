import type { Circuit } from './circuit.ts'

// Whom a gate asks for, where it is not one input of that number.
export const NOBODY = -1
export const ALL = -2

/** The state without restrictions, which all sessions of one circuit start from. */
export interface FreshState {
  readonly asked: Int32Array
  readonly shown: Int32Array
  readonly possible: Uint8Array
}

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
    this.#up.fill(0)
    this.#down.fill(0)
  }

  /** Says whether the variable of a literal may take one of its values. */
  setLiteral(literal: number, isAllowed: boolean): void {
    if ((this.#dead[literal] === 0) === isAllowed) return
    this.#dead[literal] = isAllowed ? 0 : 1
    if (isAllowed) this.#revive(literal)
    else this.#kill(literal)
  }

  settle(): void {
    const up = this.#up
    for (let word = 0; word < up.length; word++) {
      for (let bits = up[word] ?? 0; bits !== 0; bits = up[word] ?? 0) {
        const bit = bits & -bits
        up[word] = bits ^ bit
        const gate = (word << 5) + 31 - Math.clz32(bit)
        if (this.isAlive(gate)) this.#revive(gate)
        else this.#kill(gate)
      }
    }
    const down = this.#down
    for (let word = down.length - 1; word >= 0; word--) {
      for (let bits = down[word] ?? 0; bits !== 0; bits = down[word] ?? 0) {
        const bit = 31 - Math.clz32(bits)
        down[word] = bits ^ (1 << bit)
        this.#ask((word << 5) + bit)
      }
    }
  }

  /** Tells the users of a gate that it is dead now. Those this kills get their turn; a second change of mind cancels the first. */
  #kill(gate: number): void {
    const { parents, parentStart, slack } = this.#circuit
    const end = parentStart[gate + 1] ?? 0
    for (let at = parentStart[gate] ?? 0; at < end; at++) {
      const parent = parents[at] ?? 0
      const dead = (this.#dead[parent] ?? 0) + 1
      this.#dead[parent] = dead
      this.#which[parent] = (this.#which[parent] ?? 0) ^ gate
      const spare = slack[parent] ?? 0
      if (dead === spare + 1) flip(this.#up, parent)
      if (spare === 0 && dead <= 2 && this.#asked[parent] !== 0) raise(this.#down, parent)
    }
  }

  #revive(gate: number): void {
    const { parents, parentStart, slack } = this.#circuit
    const end = parentStart[gate + 1] ?? 0
    for (let at = parentStart[gate] ?? 0; at < end; at++) {
      const parent = parents[at] ?? 0
      const dead = (this.#dead[parent] ?? 0) - 1
      this.#dead[parent] = dead
      this.#which[parent] = (this.#which[parent] ?? 0) ^ gate
      const spare = slack[parent] ?? 0
      if (dead === spare) flip(this.#up, parent)
      if (spare === 0 && dead <= 1 && this.#asked[parent] !== 0) raise(this.#down, parent)
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

  /** Most of a large change happens here, and no processor guesses which inputs it leaves alone: so it does not branch. */
  #askAll(gate: number, change: 1 | -1): void {
    const { inputs, inputStart } = this.#circuit
    const asked = this.#asked
    const down = this.#down
    const settledFrom = change === 1 ? 2 : 1
    const end = inputStart[gate + 1] ?? 0
    for (let at = inputStart[gate] ?? 0; at < end; at++) {
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

function flip(bits: Int32Array, gate: number): void {
  bits[gate >>> 5] = (bits[gate >>> 5] ?? 0) ^ (1 << (gate & 31))
}

export function freshState({ starts, slots, parentStart, gateCount, root }: Circuit): FreshState {
  const asked = new Int32Array(gateCount)
  for (let gate = 0; gate < gateCount; gate++) asked[gate] = (parentStart[gate + 1] ?? 0) - (parentStart[gate] ?? 0)
  asked[root] = (asked[root] ?? 0) + 1
  const shown = new Int32Array(starts.at(-1) ?? 0)
  for (const slot of slots) shown[slot] = (shown[slot] ?? 0) + 1
  return { asked, shown, possible: Uint8Array.from(shown, (count) => Number(count > 0)) }
}
