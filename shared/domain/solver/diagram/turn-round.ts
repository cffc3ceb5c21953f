/** The users of each gate, from the inputs of each. */
export function turnRound(
  inputStart: Int32Array,
  inputs: Int32Array,
): { parentStart: Int32Array; parents: Int32Array } {
  const gates = inputStart.length - 1
  const parentStart = new Int32Array(gates + 1)
  for (let at = 0; at < inputs.length; at++) {
    const input = inputs[at] ?? 0
    parentStart[input + 1] = (parentStart[input + 1] ?? 0) + 1
  }
  for (let gate = 0; gate < gates; gate++)
    parentStart[gate + 1] = (parentStart[gate + 1] ?? 0) + (parentStart[gate] ?? 0)
  const parents = new Int32Array(inputs.length)
  const next = parentStart.slice()
  for (let gate = 0; gate < gates; gate++) {
    for (let at = inputStart[gate] ?? 0; at < (inputStart[gate + 1] ?? 0); at++) {
      const input = inputs[at] ?? 0
      const place = next[input] ?? 0
      parents[place] = gate
      next[input] = place + 1
    }
  }
  return { parentStart, parents }
}
