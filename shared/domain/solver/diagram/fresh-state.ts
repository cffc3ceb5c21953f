import type { Circuit } from './circuit.ts'

/** The state without restrictions, which all sessions of one circuit start from. */
export interface FreshState {
  /** What part of all asking a choice of each slot left when it was last made; 1 before. */
  readonly leaves: Float32Array
  readonly asked: Int32Array
  readonly shown: Int32Array
  readonly possible: Uint8Array
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
  return { leaves: new Float32Array(shown.length).fill(1), asked, shown, possible }
}
