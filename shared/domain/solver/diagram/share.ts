import type { Diagram } from '../diagram.ts'
import { PairCounts } from './pair-counts.ts'

/** A pair that occurs less often is not worth a product of its own. */
const OCCURRENCES_MIN = 3

/**
 * The same diagram with fewer references: parts that stand side by side in many products become a product of their own, again
 * and again, as in grammar compression (Larsson and Moffat, Off-line dictionary-based compression, 1999; here all frequent pairs
 * of a round at once). The products of a car shrink to a quarter, and so does the way of a change through them.
 */
export function shareParts(diagram: Diagram): Diagram {
  const lists = new PartLists(diagram)
  for (let most = lists.count(); most >= OCCURRENCES_MIN; most = lists.count()) {
    // Frequent pairs first, lest rarer ones break them up.
    lists.join(Math.max(OCCURRENCES_MIN, most >>> 1))
  }
  return lists.shared(diagram)
}

/** The parts of all products. Parts are nodes, above them products, above them the pairs that were joined, in that order. */
class PartLists {
  readonly #nodes: number
  readonly #products: number
  readonly #starts: Int32Array
  readonly #parts: Int32Array
  readonly #counts: PairCounts
  readonly #pairs: (readonly [number, number])[] = []

  constructor({ nodeVariable, productStart, productPart }: Diagram) {
    this.#nodes = nodeVariable.length
    this.#products = productStart.length - 1
    this.#starts = productStart.slice()
    this.#parts = productPart.map((part) => (part >= 0 ? part : this.#nodes + ~part))
    this.#counts = new PairCounts(productPart.length)
  }

  /** Counts all pairs of neighbours; how often the most frequent one occurs. */
  count(): number {
    let most = 0
    this.#counts.clear()
    for (let product = 0; product < this.#products; product++) {
      const end = this.#starts[product + 1] ?? 0
      for (let at = (this.#starts[product] ?? 0) + 1; at < end; at++) {
        most = Math.max(most, this.#counts.add(this.#parts[at - 1] ?? 0, this.#parts[at] ?? 0))
      }
    }
    return most
  }

  /** Joins the pairs that were counted at least so often. */
  join(least: number): void {
    let length = 0
    for (let product = 0; product < this.#products; product++) {
      const end = this.#starts[product + 1] ?? 0
      let at = this.#starts[product] ?? 0
      // The first start is 0 and stays; each list moves forward over room that was read already.
      this.#starts[product] = length
      while (at < end) {
        const isPair = this.#isWorthJoining(at, end, least)
        this.#parts[length++] = isPair ? this.#pairOf(at) : (this.#parts[at] ?? 0)
        at += isPair ? 2 : 1
      }
    }
    this.#starts[this.#products] = length
  }

  shared(diagram: Diagram): Diagram {
    const emission = new Emission(this.#nodes, this.#products, this.#pairs)
    for (let product = 0; product < this.#products; product++) {
      emission.add(product, this.#parts.subarray(this.#starts[product], this.#starts[product + 1]))
    }
    return { ...diagram, ...emission.finish(diagram) }
  }

  #isWorthJoining(at: number, end: number, least: number): boolean {
    const count = this.#countAt(at, end)
    return count >= least && count >= this.#countAt(at + 1, end)
  }

  #countAt(at: number, end: number): number {
    return at + 1 < end ? this.#counts.countOf(this.#parts[at] ?? 0, this.#parts[at + 1] ?? 0) : 0
  }

  #pairOf(at: number): number {
    const first = this.#parts[at] ?? 0
    const second = this.#parts[at + 1] ?? 0
    const fresh = this.#pairs.length
    const pair = this.#counts.note(first, second, fresh)
    if (pair === fresh) this.#pairs.push([first, second])
    return this.#nodes + this.#products + pair
  }
}

/** Writes products again, each pair as a product before the first that has it. */
class Emission {
  readonly #nodes: number
  readonly #products: number
  readonly #pairs: readonly (readonly [number, number])[]
  readonly #productId: Int32Array
  readonly #pairId: Int32Array
  readonly #starts: number[] = [0]
  readonly #parts: number[] = []

  constructor(nodes: number, products: number, pairs: readonly (readonly [number, number])[]) {
    this.#nodes = nodes
    this.#products = products
    this.#pairs = pairs
    this.#productId = new Int32Array(products)
    this.#pairId = new Int32Array(pairs.length).fill(-1)
  }

  add(product: number, parts: Int32Array): void {
    const references = Array.from(parts, (part) => this.#reference(part))
    this.#productId[product] = this.#close(references)
  }

  finish({ edgeProduct, root }: Diagram): Pick<Diagram, 'edgeProduct' | 'productStart' | 'productPart' | 'root'> {
    return {
      edgeProduct: edgeProduct.map((product) => this.#productId[product] ?? 0),
      productStart: Int32Array.from(this.#starts),
      productPart: Int32Array.from(this.#parts),
      root: this.#productId[root] ?? 0,
    }
  }

  /** Pairs of pairs are as deep as there were rounds: a few dozen. */
  #reference(part: number): number {
    if (part < this.#nodes) return part
    const product = part - this.#nodes
    if (product < this.#products) return ~(this.#productId[product] ?? 0)
    const pair = product - this.#products
    if (this.#pairId[pair] === -1) {
      const [first, second] = this.#pairs[pair] ?? [0, 0]
      this.#pairId[pair] = this.#close([this.#reference(first), this.#reference(second)])
    }
    return ~(this.#pairId[pair] ?? 0)
  }

  #close(references: readonly number[]): number {
    this.#parts.push(...references)
    this.#starts.push(this.#parts.length)
    return this.#starts.length - 2
  }
}
