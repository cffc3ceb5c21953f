import type { Diagram } from '../diagram.ts'

/** All solutions of a small diagram as text `value,value,...` in order of finding: one that is there twice is listed twice. */
export function solutionsOfDiagram(diagram: Diagram): string[] {
  const { sizes, setStart, setValues, nodeVariable, nodeEdge, edgeSet, edgeProduct, productStart, productPart } =
    diagram
  const range = (starts: Int32Array, at: number) =>
    Array.from({ length: (starts[at + 1] ?? 0) - (starts[at] ?? 0) }, (_, offset) => (starts[at] ?? 0) + offset)
  const ofNode = (node: number): number[][] =>
    range(nodeEdge, node).flatMap((edge) =>
      range(setStart, edgeSet[edge] ?? 0).flatMap((at) =>
        ofProduct(edgeProduct[edge] ?? 0).map((row) => {
          const decided = [...row]
          const variable = nodeVariable[node] ?? 0
          if (decided[variable] !== undefined) throw new Error(`variable ${variable} is decided twice`)
          decided[variable] = setValues[at] ?? -1
          return decided
        }),
      ),
    )
  const ofProduct = (product: number): number[][] =>
    range(productStart, product).reduce<number[][]>(
      (rows, at) => {
        const part = productPart[at] ?? 0
        return rows.flatMap((row) => (part < 0 ? ofProduct(~part) : ofNode(part)).map((other) => merged(row, other)))
      },
      [[]],
    )
  return ofProduct(diagram.root).map((row) => {
    const whole = Array.from(sizes, (_, variable) => row[variable])
    if (whole.includes(undefined)) throw new Error('a variable is not decided')
    return whole.join(',')
  })
}

function merged(a: readonly number[], b: readonly number[]): number[] {
  const both = [...a]
  b.forEach((value: number | undefined, variable) => {
    if (value === undefined) return
    if (both[variable] !== undefined) throw new Error(`variable ${variable} is decided twice`)
    both[variable] = value
  })
  return both
}

/** How many solutions a diagram has. */
export function countOfDiagram(diagram: Diagram): bigint {
  const { setStart, nodeVariable, nodeEdge, edgeSet, edgeProduct, productStart, productPart } = diagram
  const products = new Map<number, bigint>()
  const nodes: bigint[] = []
  const ofProduct = (product: number): bigint => {
    const known = products.get(product)
    if (known !== undefined) return known
    let count = 1n
    for (const part of productPart.subarray(productStart[product], productStart[product + 1])) {
      count *= part < 0 ? ofProduct(~part) : (nodes[part] ?? 0n)
    }
    products.set(product, count)
    return count
  }
  for (let node = 0; node < nodeVariable.length; node++) {
    let count = 0n
    for (let edge = nodeEdge[node] ?? 0; edge < (nodeEdge[node + 1] ?? 0); edge++) {
      const set = edgeSet[edge] ?? 0
      count += BigInt((setStart[set + 1] ?? 0) - (setStart[set] ?? 0)) * ofProduct(edgeProduct[edge] ?? 0)
    }
    nodes.push(count)
  }
  return ofProduct(diagram.root)
}
