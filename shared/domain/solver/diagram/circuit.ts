import type { Diagram } from '../diagram.ts'
import { childrenFirst } from './children-first.ts'
import { findLiterals } from './literals.ts'
import type { Literals } from './literals.ts'
import { turnRound } from './turn-round.ts'

/**
 * A diagram laid out for answering: gates numbered so that inputs come before the gates they feed. The first gates are the
 * literals ("the variable takes one of this set's values"); above them a gate holds when all its inputs hold, or when one does.
 * What is used once is folded into its user, so that a change runs through few gates.
 */
export interface Circuit extends Literals {
  /** Literals included: a gate below `literalCount` is one. */
  readonly gateCount: number
  /** Inputs of gate g: inputs[inputStart[g]] up to, without, inputs[inputStart[g + 1]]; a literal has none. */
  readonly inputStart: Int32Array
  readonly inputs: Int32Array
  readonly parentStart: Int32Array
  readonly parents: Int32Array
  /** How many inputs may be dead before the gate is: none where all must hold, all but one (so at least one) in a choice. */
  readonly slack: Int32Array
  /** Holds when there is a solution. */
  readonly root: number
}

/** Lays a diagram out; parts that its root does not reach are left out. */
export function layOut(diagram: Diagram): Circuit {
  const literals = findLiterals(diagram)
  const plan = new Plan(diagram, literals)
  const order = childrenFirst(diagram)
  plan.countUses(order)
  for (let at = 0; at < order.length; at++) {
    const item = order[at] ?? 0
    if (item >= 0) plan.addNode(item)
    else plan.addProduct(~item)
  }
  return { ...literals, ...plan.finish() }
}

class Plan {
  readonly #diagram: Diagram
  readonly #edgeLiteral: Int32Array
  readonly #nodeUses: Int32Array
  readonly #productUses: Int32Array
  /** Gate of each node and product, or -1 where it is folded into its users. */
  readonly #nodeGate: Int32Array
  readonly #productGate: Int32Array
  readonly #edgeGate: Int32Array
  readonly #inputs: Int32Array
  readonly #inputStart: Int32Array
  readonly #slack: Int32Array
  #inputCount = 0
  #gateCount: number
  readonly #pending: number[] = []

  constructor(diagram: Diagram, literals: Literals) {
    const nodes = diagram.nodeVariable.length
    const edges = diagram.edgeSet.length
    const products = diagram.productStart.length - 1
    this.#diagram = diagram
    this.#edgeLiteral = literals.edgeLiteral
    this.#nodeUses = new Int32Array(nodes)
    this.#productUses = new Int32Array(products)
    this.#nodeGate = new Int32Array(nodes).fill(-1)
    this.#productGate = new Int32Array(products).fill(-1)
    this.#edgeGate = new Int32Array(edges)
    this.#gateCount = literals.literalCount
    // Each reference becomes an input at most once, because only what is used once is folded.
    this.#inputs = new Int32Array(3 * edges + diagram.productPart.length + 1)
    const gatesMax = literals.literalCount + nodes + edges + products + 1
    this.#inputStart = new Int32Array(gatesMax + 1)
    this.#slack = new Int32Array(gatesMax)
  }

  countUses(order: Int32Array): void {
    this.#productUses[this.#diagram.root] = 1
    for (let at = order.length - 1; at >= 0; at--) {
      const item = order[at] ?? 0
      if (item < 0 && this.#productUses[~item] !== 0) this.#countParts(~item)
      else if (item >= 0 && this.#nodeUses[item] !== 0) this.#countEdges(item)
    }
  }

  #countEdges(node: number): void {
    const { nodeEdge, edgeProduct } = this.#diagram
    const end = nodeEdge[node + 1] ?? 0
    for (let edge = nodeEdge[node] ?? 0; edge < end; edge++) {
      const product = edgeProduct[edge] ?? 0
      this.#productUses[product] = (this.#productUses[product] ?? 0) + 1
    }
  }

  #countParts(product: number): void {
    const { productStart, productPart } = this.#diagram
    const end = productStart[product + 1] ?? 0
    for (let at = productStart[product] ?? 0; at < end; at++) {
      const part = productPart[at] ?? 0
      if (part >= 0) this.#nodeUses[part] = (this.#nodeUses[part] ?? 0) + 1
      else this.#productUses[~part] = (this.#productUses[~part] ?? 0) + 1
    }
  }

  addNode(node: number): void {
    const uses = this.#nodeUses[node] ?? 0
    const first = this.#diagram.nodeEdge[node] ?? 0
    const end = this.#diagram.nodeEdge[node + 1] ?? 0
    if (uses === 0) return
    if (end - first === 1) {
      if (uses > 1) this.#nodeGate[node] = this.#addEdge(first)
      return
    }
    const edgeGate = this.#edgeGate
    for (let edge = first; edge < end; edge++) edgeGate[edge] = this.#addEdge(edge)
    const start = this.#inputCount
    for (let edge = first; edge < end; edge++) this.#feed(edgeGate[edge] ?? 0)
    this.#nodeGate[node] = this.#close(start, end - first - 1)
  }

  addProduct(product: number): void {
    if ((this.#productUses[product] ?? 0) < 2) return
    const start = this.#inputCount
    this.#unfold(product)
    // One that is always true is no input to anything.
    if (this.#inputCount > start) this.#productGate[product] = this.#close(start, 0)
  }

  finish(): Omit<Circuit, keyof Literals> {
    const start = this.#inputCount
    this.#unfold(this.#diagram.root)
    const root = this.#close(start, 0)
    const gateCount = this.#gateCount
    const inputStart = this.#inputStart.slice(0, gateCount + 1)
    const inputs = this.#inputs.slice(0, this.#inputCount)
    return {
      gateCount,
      inputStart,
      inputs,
      slack: this.#slack.slice(0, gateCount),
      root,
      ...turnRound(inputStart, inputs),
    }
  }

  #addEdge(edge: number): number {
    const start = this.#inputCount
    this.#feed(this.#edgeLiteral[edge] ?? 0)
    this.#unfold(this.#diagram.edgeProduct[edge] ?? 0)
    return this.#close(start, 0)
  }

  #feed(gate: number): void {
    this.#inputs[this.#inputCount++] = gate
  }

  /** Feeds what stands for a product: its gate, or where it has none, what it joins. */
  #unfold(product: number): void {
    const { productStart, productPart } = this.#diagram
    this.#feedProduct(product)
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      const end = productStart[next + 1] ?? 0
      for (let at = productStart[next] ?? 0; at < end; at++) {
        const part = productPart[at] ?? 0
        if (part >= 0) this.#feedNode(part)
        else this.#feedProduct(~part)
      }
    }
  }

  #feedProduct(product: number): void {
    const gate = this.#productGate[product] ?? -1
    if (gate >= 0) this.#feed(gate)
    // Taken apart later rather than at once: chains of products may be as long as there are variables.
    else this.#pending.push(product)
  }

  #feedNode(node: number): void {
    const gate = this.#nodeGate[node] ?? -1
    if (gate >= 0) {
      this.#feed(gate)
      return
    }
    const edge = this.#diagram.nodeEdge[node] ?? 0
    this.#feed(this.#edgeLiteral[edge] ?? 0)
    this.#feedProduct(this.#diagram.edgeProduct[edge] ?? 0)
  }

  /** Makes a gate of the inputs fed since `start`; a single one needs no gate of its own. */
  #close(start: number, slack: number): number {
    if (this.#inputCount - start === 1) {
      this.#inputCount = start
      return this.#inputs[start] ?? 0
    }
    const gate = this.#gateCount++
    this.#slack[gate] = slack
    this.#inputStart[gate] = start
    this.#inputStart[gate + 1] = this.#inputCount
    return gate
  }
}
