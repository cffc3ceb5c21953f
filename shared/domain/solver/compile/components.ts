import { TRUE } from './rule-diagrams.ts'
import type { RuleDiagrams } from './rule-diagrams.ts'
import type { Propagation } from './propagation.ts'

/** Variables tied together by what remains of some rules, both ascending. Its first variable is decided next. */
export interface Component {
  readonly variables: Int32Array
  readonly rules: Int32Array
}

export interface Falling {
  readonly components: readonly Component[]
  /** Variables that no rule asks about any more, ascending: decided by their domain alone. */
  readonly free: readonly number[]
}

/**
 * What a component falls apart into after a decision (dynamic decomposition: Sang et al., SAT 2004; Lagniez, Marquis: d4,
 * IJCAI 2017). Union-find over the variables that the remaining rules still need.
 */
export class Decomposition {
  readonly #diagrams: RuleDiagrams
  readonly #propagation: Propagation
  /** Leader of each variable's group; its own place when alone or leading; -1 when no rule needs it. */
  readonly #leader: Int32Array
  readonly #group: Int32Array

  constructor(diagrams: RuleDiagrams, propagation: Propagation) {
    this.#diagrams = diagrams
    this.#propagation = propagation
    this.#leader = new Int32Array(propagation.domain.length).fill(-1)
    this.#group = new Int32Array(propagation.domain.length)
  }

  /** Groups the variables of a component, without those decided: all before `from` and the one at it. */
  split({ variables, rules }: Component, from: number): Falling {
    const { state } = this.#propagation
    const alive: number[] = []
    for (const rule of rules) {
      const node = state[rule] ?? TRUE
      if (node === TRUE) continue
      alive.push(rule)
      this.#unite(node)
    }
    const free: number[] = []
    const sizes: number[] = []
    for (let at = from; at < variables.length; at++) {
      const variable = variables[at] ?? 0
      const leader = this.#find(variable)
      if (leader < 0) free.push(variable)
      else if (leader === variable) this.#group[variable] = sizes.push(1) - 1
      else this.#count(sizes, leader)
    }
    const components = this.#collect(variables, from, alive, sizes)
    for (const variable of variables) this.#leader[variable] = -1
    return { components, free }
  }

  #count(sizes: number[], leader: number): void {
    const group = this.#group[leader] ?? 0
    sizes[group] = (sizes[group] ?? 0) + 1
  }

  #collect(variables: Int32Array, from: number, alive: readonly number[], sizes: readonly number[]): Component[] {
    const members = sizes.map((size) => new Int32Array(size))
    const ruling: number[][] = sizes.map(() => [])
    const filled = new Int32Array(sizes.length)
    for (let at = from; at < variables.length; at++) {
      const variable = variables[at] ?? 0
      const leader = this.#find(variable)
      if (leader < 0) continue
      const group = this.#group[leader] ?? 0
      const to = filled[group] ?? 0
      const list = members[group]
      if (list !== undefined) list[to] = variable
      filled[group] = to + 1
    }
    for (const rule of alive) {
      const first = this.#diagrams.variableOf(this.#propagation.state[rule] ?? TRUE)
      ruling[this.#group[this.#find(first)] ?? 0]?.push(rule)
    }
    return members.map((list, group) => ({ variables: list, rules: Int32Array.from(ruling[group] ?? []) }))
  }

  /** The smallest variable leads, so that groups come in the order of their first variables. */
  #unite(node: number): void {
    const from = this.#diagrams.needsStart(node)
    const end = this.#diagrams.needsEnd(node)
    const needs = this.#diagrams.needs
    let leader = this.#lead(needs[from] ?? 0)
    for (let at = from + 2; at < end; at += 2) {
      const other = this.#lead(needs[at] ?? 0)
      if (other < leader) {
        this.#leader[leader] = other
        leader = other
      } else this.#leader[other] = leader
    }
  }

  #lead(variable: number): number {
    if ((this.#leader[variable] ?? -1) < 0) this.#leader[variable] = variable
    return this.#find(variable)
  }

  #find(variable: number): number {
    let at = variable
    for (;;) {
      const up = this.#leader[at] ?? -1
      if (up < 0 || up === at) return up
      const over = this.#leader[up] ?? up
      this.#leader[at] = over
      at = over
    }
  }
}
