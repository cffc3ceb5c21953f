import type { Circuit } from './circuit.ts'

/** How to find one's way down a circuit to a solution. */
export interface Guide {
  /** Whether to leave a choice by `input` rather than by `other`: negative or positive; 0 where it makes no difference. */
  compare(input: number, other: number): number
  /** Slot by which a literal holds. */
  slotOf(literal: number): number
}

/**
 * The solution that a guide leads to, as a value index per variable. Where a choice makes no difference to the guide, the lower
 * value of the variable that is chosen wins.
 */
export function descend(circuit: Circuit, guide: Guide): Int32Array {
  const { literalCount, literalVariable, inputs, inputStart, slack, root, starts } = circuit
  const solution = new Int32Array(starts.length - 1)
  const open = [root]
  for (let gate = open.pop(); gate !== undefined; gate = open.pop()) {
    if (gate < literalCount) {
      const variable = literalVariable[gate] ?? 0
      solution[variable] = guide.slotOf(gate) - (starts[variable] ?? 0)
    } else if ((slack[gate] ?? 0) > 0) {
      open.push(choose(circuit, guide, gate))
    } else {
      for (let at = inputStart[gate] ?? 0; at < (inputStart[gate + 1] ?? 0); at++) open.push(inputs[at] ?? 0)
    }
  }
  return solution
}

function choose(circuit: Circuit, guide: Guide, gate: number): number {
  const { inputs, inputStart } = circuit
  const first = inputStart[gate] ?? 0
  let taken = inputs[first] ?? 0
  for (let at = first + 1; at < (inputStart[gate + 1] ?? 0); at++) {
    const input = inputs[at] ?? 0
    const difference = guide.compare(input, taken)
    if (difference < 0) taken = input
    else if (difference === 0 && guide.slotOf(decides(circuit, input)) < guide.slotOf(decides(circuit, taken)))
      taken = input
  }
  return taken
}

/** The literal that a choice's input begins with. */
function decides({ literalCount, inputs, inputStart }: Circuit, gate: number): number {
  return gate < literalCount ? gate : (inputs[inputStart[gate] ?? 0] ?? 0)
}
