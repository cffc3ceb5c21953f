import { Ints } from './ints.ts'
import type { Propagation } from './propagation.ts'
import type { Region, Regions } from './regions.ts'
import { TRUE } from './rule-diagrams.ts'
import type { RuleDiagrams } from './rule-diagrams.ts'

/** Variables tied together by what remains of some rules, both ascending. Its first variable is decided next. */
export type Component = Region

export interface Falling {
  readonly components: Component[]
  /** Variables that no rule asks about any more: decided by their domain alone. */
  readonly free: number[]
}

const NO_RULES = new Int32Array()

/**
 * What a component falls apart into after a decision (dynamic decomposition: Sang et al., SAT 2004; Lagniez, Marquis: d4,
 * IJCAI 2017). Union-find over the variables that the remaining rules still need.
 */
export class Decomposition {
  /** Variables and rules looked at: part of the compiler's measure of work. */
  visits = 0
  readonly #diagrams: RuleDiagrams
  readonly #propagation: Propagation
  readonly #regions: Regions
  /** Next variable towards the leader of the group; the leader leads to itself; -1 when no rule needs the variable. */
  readonly #up: Int32Array
  /** Group of each leader. */
  readonly #group: Int32Array
  // Rules that still ask for something, and how many variables and rules each group has: of the split under way.
  readonly #alive = new Ints()
  readonly #variableCount = new Ints()
  readonly #ruleCount = new Ints()

  constructor(diagrams: RuleDiagrams, propagation: Propagation, regions: Regions) {
    this.#diagrams = diagrams
    this.#propagation = propagation
    this.#regions = regions
    this.#up = new Int32Array(propagation.domain.length).fill(-1)
    this.#group = new Int32Array(propagation.domain.length)
  }

  /** Once its first variable is decided: the rest of the component, and what hangs on that variable alone. */
  afterFirst(component: Component): Falling {
    const falling: Falling = { components: [], free: [] }
    this.#split(component, 1, falling)
    this.#release(component.variables[0] ?? 0, falling)
    return this.#releaseFree(falling)
  }

  /** The whole problem before any decision. */
  whole(): Falling {
    const falling: Falling = { components: [], free: [] }
    this.#split(this.#regions.top, 0, falling)
    return this.#releaseFree(falling)
  }

  /** What hangs on variables that turned out decided, and on those that turn out so there: the list grows under way. */
  #releaseFree(falling: Falling): Falling {
    for (let next = 0; next < falling.free.length; next++) this.#release(falling.free[next] ?? 0, falling)
    return falling
  }

  #release(variable: number, falling: Falling): void {
    for (const region of this.#regions.hangingOn(variable)) this.#split(region, 0, falling)
  }

  #split({ variables, rules }: Region, from: number, falling: Falling): void {
    this.visits += variables.length + rules.length
    this.#uniteAlive(rules)
    this.#variableCount.length = 0
    const up = this.#up
    for (let at = from; at < variables.length; at++) {
      const variable = variables[at] ?? 0
      const over = up[variable] ?? -1
      if (over < 0) {
        this.#alone(variable, falling)
        continue
      }
      // A leader comes before its group, and so does whatever a variable leads to: one step further is the leader.
      const leader = up[over] ?? over
      up[variable] = leader
      if (leader === variable) {
        this.#group[variable] = this.#variableCount.length
        this.#variableCount.push(1)
      } else this.#variableCount.add(this.#group[leader] ?? 0, 1)
    }
    if (this.#variableCount.length === 1 && this.#variableCount.at(0) === variables.length && from === 0) {
      falling.components.push({ variables, rules: this.#alive.toArray() })
    } else if (this.#variableCount.length > 0) this.#collect(variables, from, falling.components)
    for (let at = from; at < variables.length; at++) up[variables[at] ?? 0] = -1
  }

  #uniteAlive(rules: Int32Array): void {
    this.#alive.length = 0
    const { state } = this.#propagation
    for (let at = 0; at < rules.length; at++) {
      const rule = rules[at] ?? 0
      const node = state[rule] ?? TRUE
      if (node === TRUE) continue
      this.#alive.push(rule)
      this.#unite(node)
    }
  }

  /** A variable without rules is free, unless something hangs on it and it is still to be decided for that. */
  #alone(variable: number, { components, free }: Falling): void {
    const isOpen = this.#regions.hangingOn(variable).length > 0 && !this.#propagation.isFixed(variable)
    if (isOpen) components.push({ variables: Int32Array.of(variable), rules: NO_RULES })
    else free.push(variable)
  }

  /** Makes a component of each group, its variables and rules in the order they had. */
  #collect(variables: Int32Array, from: number, components: Component[]): void {
    const counts = this.#ruleCount
    counts.length = 0
    for (let group = 0; group < this.#variableCount.length; group++) counts.push(0)
    for (let at = 0; at < this.#alive.length; at++) counts.add(this.#groupOf(this.#alive.at(at)), 1)
    const first = components.length
    for (let group = 0; group < counts.length; group++) {
      components.push({
        variables: new Int32Array(this.#variableCount.at(group)),
        rules: new Int32Array(counts.at(group)),
      })
      this.#variableCount.items[group] = counts.items[group] = 0
    }
    for (let at = from; at < variables.length; at++) {
      const variable = variables[at] ?? 0
      const leader = this.#up[variable] ?? -1
      if (leader < 0) continue
      const group = this.#group[leader] ?? 0
      const into = components[first + group]?.variables ?? NO_RULES
      into[this.#variableCount.add(group, 1)] = variable
    }
    for (let at = 0; at < this.#alive.length; at++) {
      const rule = this.#alive.at(at)
      const group = this.#groupOf(rule)
      const into = components[first + group]?.rules ?? NO_RULES
      into[counts.add(group, 1)] = rule
    }
  }

  #groupOf(rule: number): number {
    const variable = this.#diagrams.variableOf(this.#propagation.state[rule] ?? TRUE)
    return this.#group[this.#up[variable] ?? 0] ?? 0
  }

  /** The smallest variable leads, so that groups come in the order of their first variables. */
  #unite(node: number): void {
    const from = this.#diagrams.needs.start(node)
    const end = this.#diagrams.needs.end(node)
    const needs = this.#diagrams.needs.pairs
    const up = this.#up
    let leader = this.#lead(needs[from] ?? 0)
    for (let at = from + 2; at < end; at += 2) {
      const other = this.#lead(needs[at] ?? 0)
      if (other < leader) {
        up[leader] = other
        leader = other
      } else up[other] = leader
    }
    this.visits += (end - from) >> 1
  }

  #lead(variable: number): number {
    const up = this.#up
    let at = variable
    let next = up[at] ?? -1
    if (next < 0) {
      up[at] = at
      return at
    }
    while (next !== at) {
      const over = up[next] ?? next
      up[at] = over
      at = over
      next = up[at] ?? at
    }
    return at
  }
}
