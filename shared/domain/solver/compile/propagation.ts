import { Ints } from './ints.ts'
import { FALSE, TRUE } from './rule-diagrams.ts'
import { ANY } from './rule-needs.ts'
import type { RuleDiagrams } from './rule-diagrams.ts'
import { EMPTY } from './value-sets.ts'

/**
 * The look-ahead: after each decision every value that some rule alone excludes is gone (generalised arc consistency). Without
 * it the search walks into contexts that have no solution. States are numbers, so undoing is writing the old number back.
 */
export class Propagation {
  /** Set of values each variable still has. */
  readonly domain: Int32Array
  /** What remains of each rule. */
  readonly state: Int32Array
  readonly #diagrams: RuleDiagrams
  // Rules of each variable: rules[start[variable]] up to, without, rules[start[variable + 1]].
  readonly #start: Int32Array
  readonly #rules: Int32Array
  // Pairs: variable, or complement of a rule, and what it was.
  readonly #trail = new Ints(1024)
  readonly #queue = new Ints()
  readonly #isQueued: Uint8Array

  constructor(diagrams: RuleDiagrams, full: Int32Array, roots: Int32Array) {
    this.#diagrams = diagrams
    this.domain = full.slice()
    this.state = roots.slice()
    this.#isQueued = new Uint8Array(full.length)
    this.#start = new Int32Array(full.length + 1)
    const scopes = Array.from(roots, (root) => scopeOfNode(diagrams, root))
    for (const scope of scopes) for (const each of scope) this.#start[each + 1] = (this.#start[each + 1] ?? 0) + 1
    for (let at = 0; at < full.length; at++) this.#start[at + 1] = (this.#start[at + 1] ?? 0) + (this.#start[at] ?? 0)
    this.#rules = new Int32Array(this.#start[full.length] ?? 0)
    const fill = this.#start.slice()
    scopes.forEach((scope, rule) => {
      for (const each of scope) {
        const to = fill[each] ?? 0
        this.#rules[to] = rule
        fill[each] = to + 1
      }
    })
  }

  /** Rules that spoke of the variable at first. */
  rulesOf(variable: number): Int32Array {
    return this.#rules.subarray(this.#start[variable] ?? 0, this.#start[variable + 1] ?? 0)
  }

  isFixed(variable: number): boolean {
    return this.#diagrams.sets.count(this.domain[variable] ?? 0) === 1
  }

  /** A place to come back to. */
  get mark(): number {
    return this.#trail.length
  }

  undoTo(mark: number): void {
    while (this.#trail.length > mark) {
      const old = this.#trail.pop()
      const what = this.#trail.pop()
      if (what >= 0) this.domain[what] = old
      else this.state[~what] = old
    }
  }

  /** Applies what every rule excludes by itself; false when nothing is left. */
  start(): boolean {
    for (let rule = 0; rule < this.state.length; rule++) if (!this.#apply(this.state[rule] ?? 0)) return false
    return this.#run()
  }

  /** Lets the variable keep only the set, with all consequences; false when nothing is left. Undo restores. */
  decide(variable: number, set: number): boolean {
    return this.#narrow(variable, set) && this.#run()
  }

  #narrow(variable: number, set: number): boolean {
    const domain = this.domain[variable] ?? 0
    const kept = this.#diagrams.sets.and(domain, set)
    if (kept === domain) return true
    if (kept === EMPTY) return this.#fail()
    this.#trail.push(variable)
    this.#trail.push(domain)
    this.domain[variable] = kept
    if (this.#isQueued[variable] === 0) {
      this.#isQueued[variable] = 1
      this.#queue.push(variable)
    }
    return true
  }

  #run(): boolean {
    for (let next = 0; next < this.#queue.length; next++) {
      const variable = this.#queue.at(next)
      this.#isQueued[variable] = 0
      const end = this.#start[variable + 1] ?? 0
      for (let at = this.#start[variable] ?? 0; at < end; at++) {
        if (!this.#update(this.#rules[at] ?? 0, variable)) return false
      }
    }
    this.#queue.length = 0
    return true
  }

  #update(rule: number, variable: number): boolean {
    const before = this.state[rule] ?? 0
    if (before === TRUE) return true
    const after = this.#diagrams.restrict(before, variable, this.domain[variable] ?? 0)
    if (after === before) return true
    if (after === FALSE) return this.#fail()
    this.#trail.push(~rule)
    this.#trail.push(before)
    this.state[rule] = after
    return this.#apply(after)
  }

  /** Takes from the variables what the remaining rule has no use for. */
  #apply(node: number): boolean {
    if (node === FALSE) return this.#fail()
    const from = this.#diagrams.needs.start(node)
    const end = this.#diagrams.needs.end(node)
    const needs = this.#diagrams.needs.pairs
    for (let at = from; at < end; at += 2) {
      const set = needs[at + 1] ?? ANY
      if (set !== ANY && !this.#narrow(needs[at] ?? 0, set)) return false
    }
    return true
  }

  #fail(): false {
    for (let at = 0; at < this.#queue.length; at++) this.#isQueued[this.#queue.at(at)] = 0
    this.#queue.length = 0
    return false
  }
}

function scopeOfNode(diagrams: RuleDiagrams, node: number): number[] {
  const scope: number[] = []
  const from = diagrams.needs.start(node)
  for (let at = from; at < diagrams.needs.end(node); at += 2) scope.push(diagrams.needs.pairs[at] ?? 0)
  return scope
}
