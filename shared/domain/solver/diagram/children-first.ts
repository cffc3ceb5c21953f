import type { Diagram } from '../diagram.ts'

/** Nodes (n) and products (~p) of a diagram in one order, each after all it refers to. */
export function childrenFirst({ nodeVariable, productStart, productPart }: Diagram): Int32Array {
  const nodes = nodeVariable.length
  const products = productStart.length - 1
  const waits = new Int32Array(products)
  // Before the products that wait for k nodes stand k nodes and all the products that wait for fewer.
  const fewer = new Int32Array(nodes + 2)
  for (let product = 0; product < products; product++) {
    let last = 0
    for (let at = productStart[product] ?? 0; at < (productStart[product + 1] ?? 0); at++) {
      const part = productPart[at] ?? 0
      last = Math.max(last, part >= 0 ? part + 1 : (waits[~part] ?? 0))
    }
    waits[product] = last
    fewer[last + 1] = (fewer[last + 1] ?? 0) + 1
  }
  for (let at = 0; at <= nodes; at++) fewer[at + 1] = (fewer[at + 1] ?? 0) + (fewer[at] ?? 0)
  return place(waits, fewer, nodes)
}

/** A product stands right after the last node in it; those that wait for the same node keep their own order. */
function place(waits: Int32Array, fewer: Int32Array, nodes: number): Int32Array {
  const order = new Int32Array(nodes + waits.length)
  const next = fewer.slice()
  for (let product = 0; product < waits.length; product++) {
    const last = waits[product] ?? 0
    const at = next[last] ?? 0
    order[at + last] = ~product
    next[last] = at + 1
  }
  for (let node = 0; node < nodes; node++) order[node + (fewer[node + 1] ?? 0)] = node
  return order
}
