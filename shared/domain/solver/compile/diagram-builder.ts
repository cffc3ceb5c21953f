import type { Diagram } from '../diagram.ts'
import { diagramOf } from './emission.ts'
import { Interner, Ints } from './ints.ts'
import type { DecisionOrder } from './order.ts'
import type { ValueSets } from './value-sets.ts'

/** Parts beside each other join by fours: finer saves little more and adds products. */
const BLOCK = 4
const PLACES_MAX = 2 ** 31
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
  // Parts of the product under construction and their places, the last place first.
  readonly #open = new Ints()
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
   * The product of nodes over different variables. Nodes below another one in the tree of the order nest with it, and what lies
   * beside each other nests by neighbourhood: what happened elsewhere does not concern such a group, so the same nested product
   * comes again and again.
   */
  product(nodes: readonly number[]): number {
    const byPlace = new Float64Array(nodes.length)
    for (let at = 0; at < nodes.length; at++) {
      const node = nodes[at] ?? 0
      byPlace[at] = this.placeOf(node) * NODES_MAX + node
    }
    byPlace.sort()
    this.#open.length = this.#places.length = 0
    for (let at = byPlace.length - 1; at >= 0; at--) {
      const place = Math.floor((byPlace[at] ?? 0) / NODES_MAX)
      const node = (byPlace[at] ?? 0) - place * NODES_MAX
      const end = this.#order.end[place] ?? 0
      let below = this.#open.length
      while (below > 0 && this.#places.at(below - 1) < end) below--
      if (below < this.#open.length) this.#nest(below)
      this.#open.push(node)
      this.#places.push(place)
      if (this.#open.length > below + 1) this.#close(below)
    }
    this.#nest(0)
    if (this.#open.length !== 1 || this.#open.at(0) >= 0) this.#close(0)
    return ~this.#open.at(0)
  }

  /** Joins open parts from `from` on, which lie beside each other, by ever larger blocks of places. */
  #nest(from: number): void {
    const open = this.#open
    const places = this.#places
    for (let size = BLOCK; open.length > from + 1 && size < PLACES_MAX; size *= BLOCK) {
      let kept = from
      for (let start = from; start < open.length;) {
        const block = Math.floor(places.at(start) / size)
        let end = start + 1
        while (end < open.length && Math.floor(places.at(end) / size) === block) end++
        open.items[kept] = end === start + 1 ? open.at(start) : ~this.#products.intern(open.items, start, end)
        // The smallest place stands for the block; it lies last, as parts come from the last place on.
        places.items[kept++] = places.at(end - 1)
        start = end
      }
      open.length = places.length = kept
    }
  }

  /** Makes all open parts from `from` on one, at the place of the last of them. */
  #close(from: number): void {
    const product = this.#products.intern(this.#open.items, from, this.#open.length)
    const place = this.#places.length > from ? this.#places.pop() : 0
    this.#open.length = this.#places.length = from
    this.#open.push(~product)
    this.#places.push(place)
  }

  #reserve(length: number): void {
    if (this.#scratch.length < length) this.#scratch = new Int32Array(length * 2)
  }

  /** Everything below a product as a diagram, its variables renamed from places. */
  diagram(root: number, sizes: Int32Array): Diagram {
    return diagramOf(
      { sets: this.#sets, nodes: this.#nodes, products: this.#products, root },
      this.#order.variables,
      sizes,
    )
  }
}
