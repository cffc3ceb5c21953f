import type { Circuit } from './circuit.ts'

/** The state without restrictions, which all sessions of one circuit start from. */
export interface FreshState {
  readonly asked: Int32Array
  readonly shown: Int32Array
  readonly possible: Uint8Array
  /** The gate that each entry of the circuit's `inputs` belongs to; made when asked for, as a first answer needs none. */
  users(): Int32Array
  /** The literal that each entry of the circuit's `slots` belongs to. */
  slotLiterals(): Int32Array
}

export function freshState(circuit: Circuit): FreshState {
  const { starts, slots, slotStart, literalCount, parentStart, gateCount, root } = circuit
  const asked = new Int32Array(gateCount)
  for (let gate = 0; gate < gateCount; gate++) asked[gate] = (parentStart[gate + 1] ?? 0) - (parentStart[gate] ?? 0)
  asked[root] = (asked[root] ?? 0) + 1
  const shown = new Int32Array(starts.at(-1) ?? 0)
  const possible = new Uint8Array(shown.length)
  for (let literal = 0; literal < literalCount; literal++) {
    // Nobody asks for a literal of a node that the root does not reach.
    const end = asked[literal] === 0 ? 0 : (slotStart[literal + 1] ?? 0)
    for (let at = slotStart[literal] ?? 0; at < end; at++) {
      const slot = slots[at] ?? 0
      shown[slot] = (shown[slot] ?? 0) + 1
      possible[slot] = 1
    }
  }
  let users: Int32Array | null = null
  let slotLiterals: Int32Array | null = null
  return {
    asked,
    shown,
    possible,
    users: () => (users ??= ownersOf(circuit.inputStart, circuit.inputs.length)),
    slotLiterals: () => (slotLiterals ??= ownersOf(slotStart, slots.length)),
  }
}

function ownersOf(starts: Int32Array, count: number): Int32Array {
  const owners = new Int32Array(count)
  for (let owner = 0; owner + 1 < starts.length; owner++) owners.fill(owner, starts[owner], starts[owner + 1])
  return owners
}
