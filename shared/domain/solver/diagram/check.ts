import type { Diagram } from '../diagram.ts'
import { childrenFirst } from './children-first.ts'
import { damaged } from './columns.ts'

/** Values of all variables together: far beyond any product, and little enough to make room for. */
const SLOTS_MAX = 4_000_000

/** Refuses a diagram that is not what its contract says, so that whoever reads it need not look again. */
export function checkDiagram(diagram: Diagram): void {
  checkSets(diagram)
  checkProducts(diagram)
  checkNodes(diagram)
  checkScopes(diagram)
}

function checkSets({ sizes, setStart }: Diagram): void {
  let slots = 0
  for (let variable = 0; variable < sizes.length; variable++) {
    const size = sizes[variable] ?? 0
    if (size < 1) damaged('a variable without values')
    slots += size
  }
  if (slots > SLOTS_MAX) damaged('too many values')
  for (let set = 0; set + 1 < setStart.length; set++) if (setStart[set] === setStart[set + 1]) damaged('an empty set')
}

function checkProducts({ nodeVariable, productStart, productPart, root }: Diagram): void {
  const products = productStart.length - 1
  if (products < 1 || productStart[1] !== 0) damaged('product 0 is not empty')
  if (root >= products) damaged('no such root')
  for (let product = 0; product < products; product++) {
    for (let at = productStart[product] ?? 0; at < (productStart[product + 1] ?? 0); at++) {
      const part = productPart[at] ?? 0
      if (part >= 0 ? part >= nodeVariable.length : ~part >= product) damaged('no such part before its product')
    }
  }
}

function checkNodes(diagram: Diagram): void {
  const { sizes, setStart, nodeVariable, nodeEdge, edgeSet, edgeProduct, productStart } = diagram
  const takenBy = new Int32Array(largest(sizes)).fill(-1)
  const sets = setStart.length - 1
  const products = productStart.length - 1
  for (let node = 0; node < nodeVariable.length; node++) {
    const size = sizes[nodeVariable[node] ?? -1] ?? damaged('no such variable')
    const first = nodeEdge[node] ?? 0
    const end = nodeEdge[node + 1] ?? 0
    if (first === end) damaged('a node without edges')
    for (let edge = first; edge < end; edge++) {
      const set = edgeSet[edge] ?? -1
      const product = edgeProduct[edge] ?? -1
      if (set < 0 || set >= sets || product < 0 || product >= products) damaged('no such set or product')
      takeValues(diagram, set, size, node, takenBy)
    }
  }
}

function largest(sizes: Int32Array): number {
  let most = 0
  for (let variable = 0; variable < sizes.length; variable++) most = Math.max(most, sizes[variable] ?? 0)
  return most
}

function takeValues(
  { setStart, setValues }: Diagram,
  set: number,
  size: number,
  node: number,
  takenBy: Int32Array,
): void {
  const end = setStart[set + 1] ?? 0
  for (let at = setStart[set] ?? 0; at < end; at++) {
    const value = setValues[at] ?? size
    if (value < 0 || value >= size || takenBy[value] === node) damaged('a value that is not there, or on two edges')
    takenBy[value] = node
  }
}

/**
 * Each solution decides each variable once. Variables get numbers without pattern; what lies below a node or product has the sum
 * of its variables' numbers. All edges of a node must agree on it, and the root must have the sum of all: with a variable missing
 * or twice, sums of 37 bits will not agree by chance. On the way, children must come first.
 */
function checkScopes(diagram: Diagram): void {
  const { sizes, nodeVariable, productStart, root } = diagram
  const numbers = new Float64Array(sizes.length)
  let all = 0
  for (let variable = 0; variable < numbers.length; variable++) {
    numbers[variable] = numberOf(variable)
    all += numberOf(variable)
  }
  const nodes = new Float64Array(nodeVariable.length).fill(NaN)
  const products = new Float64Array(productStart.length - 1).fill(NaN)
  const order = childrenFirst(diagram)
  for (let at = 0; at < order.length; at++) {
    const item = order[at] ?? 0
    if (item < 0) products[~item] = scopeOfProduct(diagram, ~item, nodes, products)
    else nodes[item] = scopeBelow(diagram, item, products) + (numbers[nodeVariable[item] ?? 0] ?? NaN)
  }
  if (products[root] !== all) damaged('a solution does not decide each variable once')
}

function scopeOfProduct(diagram: Diagram, product: number, nodes: Float64Array, products: Float64Array): number {
  const { productStart, productPart } = diagram
  let scope = 0
  for (let at = productStart[product] ?? 0; at < (productStart[product + 1] ?? 0); at++) {
    const part = productPart[at] ?? 0
    scope += (part >= 0 ? nodes[part] : products[~part]) ?? NaN
  }
  return scope
}

/** The scope that all edges of a node have below them; what does not come first is not a number, and so unequal to itself. */
function scopeBelow({ nodeEdge, edgeProduct }: Diagram, node: number, products: Float64Array): number {
  const first = nodeEdge[node] ?? 0
  const scope = products[edgeProduct[first] ?? 0] ?? NaN
  for (let edge = first; edge < (nodeEdge[node + 1] ?? 0); edge++) {
    if (products[edgeProduct[edge] ?? 0] !== scope) damaged('edges of a node decide different variables')
  }
  return scope
}

/** 37 bits that follow no rule a diagram could follow, the same on every machine. */
function numberOf(variable: number): number {
  let mixed = Math.imul(variable + 1, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed >>> 0) * 32 + (Math.imul(mixed ^ (variable << 7), 0x27d4eb2f) >>> 27)
}
