import { Interner, Ints } from './ints.ts'
import { RuleNeeds } from './rule-needs.ts'
import { EMPTY } from './value-sets.ts'
import type { ValueSets } from './value-sets.ts'

/** The rule that nothing obeys, and the one that everything obeys. */
export const FALSE = 0
export const TRUE = 1

const RESTRICT_CACHE_MIN = 1 << 10
const RESTRICT_CACHE_MAX = 1 << 18

/**
 * Rules as reduced multi-valued decision diagrams, all over one order of the variables: variable 0 is decided first. A node is
 * its variable and edges (value set -> node); values on no edge break the rule. A variable that makes no difference is left
 * out, which here means: no difference among the values it *still has*. So what remains of a rule after some choices is one
 * number, equal for equal remainders however they came about; this number is the rule's state in the search
 * (Mateescu, Dechter, Marinescu: AND/OR multi-valued decision diagrams, JAIR 33, 2008).
 */
export class RuleDiagrams {
  readonly sets: ValueSets
  readonly needs: RuleNeeds
  /** Nodes visited by restrictions: the compiler's measure of look-up work. */
  visits = 0
  // A node is [2 * variable + covers, set, node, set, node, ...] by ascending node; it covers when every value its variable
  // still has is on an edge.
  readonly #nodes = new Interner()
  /** Last variable that matters below each node. */
  readonly #last = new Ints()
  #cache = new Int32Array(RESTRICT_CACHE_MIN * 4).fill(-1)
  // Edges of nodes under construction: (set, node) pairs, innermost node on top.
  readonly #open = new Ints(256)

  constructor(sets: ValueSets, variables: number) {
    this.sets = sets
    this.needs = new RuleNeeds(this.#nodes, sets, variables)
    for (const leaf of [-2, -1]) {
      this.#nodes.intern(Int32Array.of(leaf), 0, 1)
      this.#register(-1)
    }
  }

  /** Numbers held in memory for all rules together. */
  get weight(): number {
    return this.#nodes.items.length + this.#nodes.size * 5 + this.needs.weight
  }

  /** First variable that matters; below 0 for FALSE and TRUE. */
  variableOf(node: number): number {
    return this.#nodes.items.at(this.#nodes.start.at(node)) >> 1
  }

  /** Last variable that matters; below 0 for FALSE and TRUE. */
  lastOf(node: number): number {
    return this.#last.at(node)
  }

  /** The rule's first decision as (set, node) pairs: from, without, to in the returned list. */
  edgesOf(node: number): Int32Array {
    return this.#nodes.items.items.subarray(this.#nodes.start.at(node) + 1, this.#nodes.start.at(node + 1))
  }

  /** A node from its edges: pairs of value set and node, the sets disjoint; `all` holds every value the variable has. */
  make(variable: number, edges: ArrayLike<number>, all: number): number {
    const base = this.#begin(variable)
    let covered: number = EMPTY
    for (let at = 0; at < edges.length; at += 2) {
      const set = edges[at] ?? 0
      const node = edges[at + 1] ?? 0
      if (node === FALSE || set === EMPTY) continue
      covered = this.sets.or(covered, set)
      this.#open.push(set)
      this.#open.push(node)
    }
    return this.#finish(base, covered === all)
  }

  /** What remains of a rule once the variable keeps only the values of the set. */
  restrict(node: number, variable: number, set: number): number {
    if (node <= TRUE || this.#last.at(node) < variable) return node
    const own = this.variableOf(node)
    if (own > variable) return node
    if (own === variable) return this.#restrictHere(node, set)
    const slot = this.#slotOf(node, variable, set)
    if (this.#cache[slot] === node && this.#cache[slot + 1] === variable && this.#cache[slot + 2] === set) {
      return this.#cache[slot + 3] ?? 0
    }
    const result = this.#restrictBelow(node, variable, set)
    const after = this.#slotOf(node, variable, set)
    this.#cache[after] = node
    this.#cache[after + 1] = variable
    this.#cache[after + 2] = set
    this.#cache[after + 3] = result
    return result
  }

  #restrictHere(node: number, set: number): number {
    this.visits++
    const { start, items } = this.#nodes
    const from = start.at(node)
    const end = start.at(node + 1)
    const base = this.#begin(items.at(from) >> 1)
    let covered: number = EMPTY
    for (let at = from + 1; at < end; at += 2) {
      const kept = this.sets.and(items.at(at), set)
      if (kept === EMPTY) continue
      covered = this.sets.or(covered, kept)
      this.#open.push(kept)
      this.#open.push(items.at(at + 1))
    }
    return this.#finish(base, covered === set)
  }

  #restrictBelow(node: number, variable: number, set: number): number {
    this.visits++
    const { start, items } = this.#nodes
    const from = start.at(node)
    const end = start.at(node + 1)
    const head = items.at(from)
    const base = this.#begin(head >> 1)
    let covers = (head & 1) === 1
    for (let at = from + 1; at < end; at += 2) {
      const below = this.restrict(items.at(at + 1), variable, set)
      if (below === FALSE) {
        covers = false
        continue
      }
      this.#open.push(items.at(at))
      this.#open.push(below)
    }
    return this.#finish(base, covers)
  }

  #begin(variable: number): number {
    this.#open.push(variable * 2)
    return this.#open.length
  }

  /** Sorts and joins the open edges from `base` on and gives the node they make. */
  #finish(base: number, covers: boolean): number {
    const end = this.#joinEqual(base)
    this.#open.length = base - 1
    if (end === base) return FALSE
    const items = this.#open.items
    if (covers && end === base + 2) return items[base + 1] ?? 0
    if (covers) items[base - 1] = (items[base - 1] ?? 0) | 1
    const before = this.#nodes.size
    const node = this.#nodes.intern(items, base - 1, end)
    if (node === before) {
      let last = this.variableOf(node)
      for (let at = base; at < end; at += 2) last = Math.max(last, this.#last.at(items[at + 1] ?? 0))
      this.#register(last)
    }
    return node
  }

  /** Insertion sort by child: edges come almost sorted, from a node that was. Returns where the joined edges end. */
  #joinEqual(base: number): number {
    const items = this.#open.items
    const length = this.#open.length
    for (let at = base + 2; at < length; at += 2) {
      const set = items[at] ?? 0
      const node = items[at + 1] ?? 0
      let to = at
      for (; to > base && (items[to - 1] ?? 0) > node; to -= 2) {
        items[to] = items[to - 2] ?? 0
        items[to + 1] = items[to - 1] ?? 0
      }
      items[to] = set
      items[to + 1] = node
    }
    let end = base
    for (let at = base; at < length; at += 2) {
      if (end > base && items[end - 1] === items[at + 1]) {
        items[end - 2] = this.sets.or(items[end - 2] ?? 0, items[at] ?? 0)
      } else {
        items[end] = items[at] ?? 0
        items[end + 1] = items[at + 1] ?? 0
        end += 2
      }
    }
    return end
  }

  #register(last: number): void {
    this.#last.push(last)
    const entries = this.#cache.length >> 2
    if (this.#last.length > entries && entries < RESTRICT_CACHE_MAX) this.#cache = new Int32Array(entries * 16).fill(-1)
  }

  #slotOf(node: number, variable: number, set: number): number {
    const hash = Math.imul(Math.imul(node, 0x9e3779b1) ^ Math.imul(variable, 0x85ebca6b) ^ set, 0xc2b2ae35)
    return ((hash ^ (hash >>> 15)) & ((this.#cache.length >> 2) - 1)) << 2
  }
}
