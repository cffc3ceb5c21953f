import type { Diagram } from '../diagram.ts'
import { Interner, Ints } from './ints.ts'
import type { DecisionOrder } from './order.ts'
import type { ValueSets } from './value-sets.ts'

/** Place and node fit one float together. */
const NODES_MAX = 2 ** 32

/** Collects the nodes and products of a diagram, each once. */
export class DiagramBuilder {
  readonly #sets: ValueSets
  readonly #order: DecisionOrder
  // A node is [place, set, product, set, product, ...], its products ascending.
  readonly #nodes = new Interner()
  // A product is its parts: nodes, and products as ~p.
  readonly #products = new Interner()
  #scratch = new Int32Array(64)
  readonly #stack = new Ints()
  readonly #places = new Ints()

  constructor(sets: ValueSets, order: DecisionOrder) {
    this.#sets = sets
    this.#order = order
    this.#products.intern(this.#scratch, 0, 0)
  }

  get size(): number {
    return this.#nodes.size
  }

  placeOf(node: number): number {
    return this.#nodes.items.at(this.#nodes.start.at(node))
  }

  /** The node that lets a variable take any of the values and asks nothing else. */
  leaf(place: number, set: number): number {
    this.#scratch[0] = place
    this.#scratch[1] = set
    this.#scratch[2] = 0
    return this.#nodes.intern(this.#scratch, 0, 3)
  }

  /** A decision with (set, product) pairs; equal products join their sets. */
  node(place: number, edges: readonly number[]): number {
    const joined = new Map<number, number>()
    for (let at = 0; at < edges.length; at += 2) {
      const product = edges[at + 1] ?? 0
      joined.set(product, this.#sets.or(joined.get(product) ?? 0, edges[at] ?? 0))
    }
    this.#reserve(joined.size * 2 + 1)
    this.#scratch[0] = place
    let length = 1
    for (const [product, set] of [...joined].sort(([a], [b]) => a - b)) {
      this.#scratch[length++] = set
      this.#scratch[length++] = product
    }
    return this.#nodes.intern(this.#scratch, 0, length)
  }

  /**
   * The product of nodes over different variables. Nodes below another one in the tree of the order nest with it: what
   * happened elsewhere does not concern them, so the nested product is the same again and again.
   */
  product(nodes: readonly number[]): number {
    this.#stack.length = this.#places.length = 0
    const byPlace = Float64Array.from(nodes, (node) => this.placeOf(node) * NODES_MAX + node).sort()
    for (let at = byPlace.length - 1; at >= 0; at--) {
      const place = Math.floor((byPlace[at] ?? 0) / NODES_MAX)
      const node = (byPlace[at] ?? 0) - place * NODES_MAX
      const end = this.#order.end[place] ?? 0
      let below = this.#stack.length
      while (below > 0 && this.#places.at(below - 1) < end) below--
      const nested = below === this.#stack.length ? node : ~this.#close(below, node)
      this.#stack.length = this.#places.length = below
      this.#stack.push(nested)
      this.#places.push(place)
    }
    const only = this.#stack.at(0)
    return this.#stack.length === 1 && only < 0 ? ~only : this.#close(0, null)
  }

  /** A product of what lies on the stack from `below` on, topmost first, after `head`. */
  #close(below: number, head: number | null): number {
    this.#reserve(this.#stack.length - below + 1)
    let length = 0
    if (head !== null) this.#scratch[length++] = head
    for (let at = this.#stack.length - 1; at >= below; at--) this.#scratch[length++] = this.#stack.at(at)
    return this.#products.intern(this.#scratch, 0, length)
  }

  #reserve(length: number): void {
    if (this.#scratch.length < length) this.#scratch = new Int32Array(length * 2)
  }

  /** Everything below a product as a diagram, its variables renamed from places. */
  diagram(root: number, sizes: Int32Array): Diagram {
    return new Emission(this.#sets, this.#nodes, this.#products, root).diagram(this.#order.variables, sizes)
  }
}

/** Renumbers what is reachable, children first as they were made, and dissolves products that are used only once. */
class Emission {
  readonly #sets: ValueSets
  readonly #nodes: Interner
  readonly #products: Interner
  readonly #root: number
  readonly #nodeUses: Int32Array
  /** Uses by edges count as two: an edge needs its product as such. */
  readonly #productUses: Int32Array

  constructor(sets: ValueSets, nodes: Interner, products: Interner, root: number) {
    this.#sets = sets
    this.#nodes = nodes
    this.#products = products
    this.#root = root
    this.#nodeUses = new Int32Array(nodes.size)
    this.#productUses = new Int32Array(products.size)
    this.#countUses()
  }

  #countUses(): void {
    const open = [~this.#root]
    this.#productUses[0] = 2
    this.#productUses[this.#root] = 2
    const use = (reference: number, weight: number) => {
      const uses = reference < 0 ? this.#productUses : this.#nodeUses
      const at = reference < 0 ? ~reference : reference
      if (uses[at] === 0) open.push(reference)
      uses[at] = (uses[at] ?? 0) + weight
    }
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next < 0) for (const part of sequence(this.#products, ~next)) use(part, 1)
      else sequence(this.#nodes, next).forEach((item, at) => at > 0 && at % 2 === 0 && use(~item, 2))
    }
  }

  diagram(variables: Int32Array, sizes: Int32Array): Diagram {
    const nodeIds = numbered(this.#nodeUses, 1)
    const productIds = numbered(this.#productUses, 2)
    const setIds = new Map<number, number>()
    const [nodeVariable, nodeEdge, edgeSet, edgeProduct] = [new Ints(), new Ints(), new Ints(), new Ints()]
    this.#nodeUses.forEach((uses, node) => {
      if (uses === 0) return
      const items = sequence(this.#nodes, node)
      nodeVariable.push(variables[items[0] ?? 0] ?? 0)
      nodeEdge.push(edgeSet.length)
      for (let at = 1; at < items.length; at += 2) {
        const set = items[at] ?? 0
        if (!setIds.has(set)) setIds.set(set, setIds.size)
        edgeSet.push(setIds.get(set) ?? 0)
        edgeProduct.push(productIds[items[at + 1] ?? 0] ?? 0)
      }
    })
    nodeEdge.push(edgeSet.length)
    const [productStart, productPart] = [new Ints(), new Ints()]
    const spread = (product: number): void => {
      for (const part of sequence(this.#products, product)) {
        if (part >= 0) productPart.push(nodeIds[part] ?? 0)
        else if ((this.#productUses[~part] ?? 0) > 1) productPart.push(~(productIds[~part] ?? 0))
        else spread(~part)
      }
    }
    this.#productUses.forEach((uses, product) => {
      if (uses < 2) return
      productStart.push(productPart.length)
      spread(product)
    })
    productStart.push(productPart.length)
    return {
      sizes,
      ...this.#valueSets([...setIds.keys()]),
      nodeVariable: nodeVariable.toArray(),
      nodeEdge: nodeEdge.toArray(),
      edgeSet: edgeSet.toArray(),
      edgeProduct: edgeProduct.toArray(),
      productStart: productStart.toArray(),
      productPart: productPart.toArray(),
      root: productIds[this.#root] ?? 0,
    }
  }

  #valueSets(sets: readonly number[]): Pick<Diagram, 'setStart' | 'setValues'> {
    const start = new Ints()
    const values = new Ints()
    for (const set of sets) {
      start.push(values.length)
      for (const value of this.#sets.values(set)) values.push(value)
    }
    start.push(values.length)
    return { setStart: start.toArray(), setValues: values.toArray() }
  }
}

const sequence = (interner: Interner, id: number): Int32Array =>
  interner.items.items.subarray(interner.start.at(id), interner.start.at(id + 1))

/** New numbers for those used at least so often. */
function numbered(uses: Int32Array, least: number): Int32Array {
  let next = 0
  return uses.map((each) => (each >= least ? next++ : -1))
}
