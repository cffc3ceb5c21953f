import type { Diagram } from '../diagram.ts'
import { Ints } from './ints.ts'
import type { Interner } from './ints.ts'
import type { ValueSets } from './value-sets.ts'

/** What a builder collected, by its own numbers. */
export interface Collected {
  readonly sets: ValueSets
  readonly nodes: Interner
  readonly products: Interner
  readonly root: number
}

/** The diagram below the root, with variables by place renamed; unused nodes and products are left out. */
export function diagramOf(collected: Collected, variables: Int32Array, sizes: Int32Array): Diagram {
  return new Emission(collected).diagram(variables, sizes)
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

  constructor({ sets, nodes, products, root }: Collected) {
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
