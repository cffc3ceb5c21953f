import { Ints } from './ints.ts'
import type { Interner } from './ints.ts'
import { EMPTY } from './value-sets.ts'
import type { ValueSets } from './value-sets.ts'

/** In a rule's needs: no value of the variable is excluded. */
export const ANY = -1

/**
 * Which variables still matter to a rule and which of their values some way to obey it has, for each node of the rules' diagrams
 * once: all that looking ahead takes from a rule.
 */
export class RuleNeeds {
  readonly #nodes: Interner
  readonly #sets: ValueSets
  readonly #start = new Ints()
  readonly #end = new Ints()
  readonly #pairs = new Ints(1024)
  // Of the variables below a node under computation: on how many edges, and their values together.
  readonly #seen: Int32Array
  readonly #sum: Int32Array

  constructor(nodes: Interner, sets: ValueSets, variables: number) {
    this.#nodes = nodes
    this.#sets = sets
    this.#seen = new Int32Array(variables)
    this.#sum = new Int32Array(variables)
  }

  /** Numbers held in memory. */
  get weight(): number {
    return this.#pairs.length
  }

  /** Where `pairs` tells what the rule still asks for, up to, without, `end`. */
  start(node: number): number {
    while (this.#start.length < this.#nodes.size) {
      this.#start.push(-1)
      this.#end.push(-1)
    }
    if (this.#start.at(node) < 0) this.#compute(node)
    return this.#start.at(node)
  }

  /** After `start` was asked for. */
  end(node: number): number {
    return this.#end.at(node)
  }

  /** Pairs, by ascending variable: a variable that matters, and the values that some way to obey the rule has (or ANY). */
  get pairs(): Int32Array {
    return this.#pairs.items
  }

  #compute(node: number): void {
    const { start, items } = this.#nodes
    const from = start.at(node)
    const end = start.at(node + 1)
    const found: number[] = []
    // 0 and 1 are FALSE and TRUE, which ask for nothing.
    if (node > 1) {
      for (let at = from + 2; at < end; at += 2) this.start(items.at(at))
      for (let at = from + 2; at < end; at += 2) this.#add(items.at(at), found)
    }
    found.sort((a, b) => a - b)
    this.#start.items[node] = this.#pairs.length
    if (node > 1) {
      this.#pairs.push(items.at(from) >> 1)
      this.#pairs.push((items.at(from) & 1) === 1 ? ANY : this.#ownValues(from + 1, end))
    }
    const edges = (end - from - 1) >> 1
    for (const variable of found) {
      this.#pairs.push(variable)
      this.#pairs.push(this.#seen[variable] === edges ? (this.#sum[variable] ?? 0) : ANY)
      this.#seen[variable] = 0
    }
    this.#end.items[node] = this.#pairs.length
  }

  #add(child: number, found: number[]): void {
    const end = this.#end.at(child)
    for (let at = this.#start.at(child); at < end; at += 2) {
      const variable = this.#pairs.at(at)
      const set = this.#pairs.at(at + 1)
      const seen = this.#seen[variable] ?? 0
      this.#seen[variable] = seen + 1
      if (seen === 0) {
        found.push(variable)
        this.#sum[variable] = set
      } else if (set === ANY || this.#sum[variable] === ANY) this.#sum[variable] = ANY
      else this.#sum[variable] = this.#sets.or(this.#sum[variable] ?? 0, set)
    }
  }

  #ownValues(from: number, end: number): number {
    let values: number = EMPTY
    for (let at = from; at < end; at += 2) values = this.#sets.or(values, this.#nodes.items.at(at))
    return values
  }
}
