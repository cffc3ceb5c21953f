import type { Circuit } from './circuit.ts'

// Fields of a gate's state; together in one row, because a change touches them together.
const ROW = 4
/** How many of its inputs are dead. */
const DEAD = 0
/** Exclusive or of its dead inputs: with exactly one dead, that one. */
const WHICH = 1
/** How many parents ask for it. */
const ASKED = 2
/** Whom it asks: its input of that number, or one of these. */
const ASKS = 3
export const NOBODY = -1
export const ALL = -2

/** The state without restrictions, which all sessions of one circuit start from. */
export interface FreshState {
  readonly state: Int32Array
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
  readonly #state: Int32Array
  /** How many literals that are asked for have the slot. */
  readonly #shown: Int32Array
  readonly #up: Int32Array
  readonly #down: Int32Array
  readonly #fresh: FreshState

  constructor(circuit: Circuit, fresh: FreshState) {
    this.#circuit = circuit
    this.#fresh = fresh
    this.#state = fresh.state.slice()
    this.#shown = fresh.shown.slice()
    this.possible = fresh.possible.slice()
    const words = (circuit.gateCount + 31) >>> 5
    this.#up = new Int32Array(words)
    this.#down = new Int32Array(words)
  }

  /** Whether the restrictions have a solution; after `settle`. */
  get holds(): boolean {
    return this.isAlive(this.#circuit.root)
  }

  isAlive(gate: number): boolean {
    return (this.#state[gate * ROW + DEAD] ?? 0) <= (this.#circuit.slack[gate] ?? 0)
  }

  /** The one input a gate asks for, or ALL or NOBODY; of a literal, whether it is asked for. After `settle`. */
  askedBy(gate: number): number {
    return this.#state[gate * ROW + ASKS] ?? NOBODY
  }

  /** Puts everything back to no restriction. */
  reset(): void {
    this.#state.set(this.#fresh.state)
    this.#shown.set(this.#fresh.shown)
    this.possible.set(this.#fresh.possible)
    this.#up.fill(0)
    this.#down.fill(0)
  }

  /** Says whether the variable of a literal may take one of its values. */
  setLiteral(literal: number, isAllowed: boolean): void {
    const at = literal * ROW + DEAD
    if ((this.#state[at] === 0) === isAllowed) return
    this.#state[at] = isAllowed ? 0 : 1
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
    const state = this.#state
    const end = parentStart[gate + 1] ?? 0
    for (let at = parentStart[gate] ?? 0; at < end; at++) {
      const parent = parents[at] ?? 0
      const row = parent * ROW
      const dead = (state[row] ?? 0) + 1
      state[row] = dead
      state[row + WHICH] = (state[row + WHICH] ?? 0) ^ gate
      const spare = slack[parent] ?? 0
      if (dead === spare + 1) flip(this.#up, parent)
      if (spare === 0 && dead <= 2 && state[row + ASKED] !== 0) raise(this.#down, parent)
    }
  }

  #revive(gate: number): void {
    const { parents, parentStart, slack } = this.#circuit
    const state = this.#state
    const end = parentStart[gate + 1] ?? 0
    for (let at = parentStart[gate] ?? 0; at < end; at++) {
      const parent = parents[at] ?? 0
      const row = parent * ROW
      const dead = (state[row] ?? 0) - 1
      state[row] = dead
      state[row + WHICH] = (state[row + WHICH] ?? 0) ^ gate
      const spare = slack[parent] ?? 0
      if (dead === spare) flip(this.#up, parent)
      if (spare === 0 && dead <= 1 && state[row + ASKED] !== 0) raise(this.#down, parent)
    }
  }

  /** Brings whom a gate asks for in line with its state. */
  #ask(gate: number): void {
    const row = gate * ROW
    const before = this.#state[row + ASKS] ?? NOBODY
    const now = this.#choosesToAsk(gate)
    if (now === before) return
    this.#state[row + ASKS] = now
    if (gate < this.#circuit.literalCount) {
      this.#show(gate, now === NOBODY ? -1 : 1)
    } else if (before === ALL) {
      this.#askAll(gate, -1)
      if (now !== NOBODY) this.#askFor(now, 1)
    } else {
      if (before !== NOBODY) this.#askFor(before, -1)
      if (now === ALL) this.#askAll(gate, 1)
      else if (now !== NOBODY) this.#askFor(now, 1)
    }
  }

  #choosesToAsk(gate: number): number {
    const state = this.#state
    const row = gate * ROW
    if (state[row + ASKED] === 0) return NOBODY
    const dead = state[row] ?? 0
    if (dead === 0 || gate < this.#circuit.literalCount || (this.#circuit.slack[gate] ?? 0) > 0) return ALL
    return dead === 1 ? (state[row + WHICH] ?? NOBODY) : NOBODY
  }

  #askAll(gate: number, change: number): void {
    const { inputs, inputStart } = this.#circuit
    const end = inputStart[gate + 1] ?? 0
    for (let at = inputStart[gate] ?? 0; at < end; at++) this.#askFor(inputs[at] ?? 0, change)
  }

  #askFor(gate: number, change: number): void {
    const at = gate * ROW + ASKED
    const before = this.#state[at] ?? 0
    this.#state[at] = before + change
    if (before === 0 || before + change === 0) raise(this.#down, gate)
  }

  #show(literal: number, change: number): void {
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

export function freshState(circuit: Circuit): FreshState {
  const { starts, slots, parentStart, gateCount } = circuit
  const state = new Int32Array(gateCount * ROW)
  for (let gate = 0; gate < gateCount; gate++) {
    const users = (parentStart[gate + 1] ?? 0) - (parentStart[gate] ?? 0)
    state[gate * ROW + ASKED] = gate === circuit.root ? users + 1 : users
    state[gate * ROW + ASKS] = ALL
  }
  const shown = new Int32Array(starts.at(-1) ?? 0)
  for (const slot of slots) shown[slot] = (shown[slot] ?? 0) + 1
  return { state, shown, possible: Uint8Array.from(shown, (count) => Number(count > 0)) }
}
