import type { DecisionOrder } from './order.ts'
import { FALSE } from './rule-diagrams.ts'
import type { RuleDiagrams } from './rule-diagrams.ts'

/** Some variables and the rules that decide them, both ascending. */
export interface Region {
  readonly variables: Int32Array
  readonly rules: Int32Array
}

const NONE: readonly Region[] = []

/**
 * The problem cut at variables that everything below depends on alone, as in a tree of features: such a region is a matter of
 * that one variable and need not be looked at before it is decided.
 */
export class Regions {
  readonly top: Region
  readonly #hanging: (Region[] | undefined)[] = []

  constructor(order: DecisionOrder, diagrams: RuleDiagrams, roots: Int32Array) {
    const count = order.variables.length
    // The region of each variable, named by its first one; the top region by -1.
    const region = new Int32Array(count)
    const members = new Map<number, { variables: number[]; rules: number[] }>([[-1, { variables: [], rules: [] }]])
    for (let place = 0; place < count; place++) {
      const parent = order.parent[place] ?? -1
      const own = order.hangs[place] === 1 ? place : parent < 0 ? -1 : (region[parent] ?? -1)
      region[place] = own
      if (own === place) members.set(place, { variables: [], rules: [] })
      members.get(own)?.variables.push(place)
    }
    roots.forEach((root, rule) => {
      const last = diagrams.lastOf(root)
      members.get(root === FALSE || last < 0 ? -1 : (region[last] ?? -1))?.rules.push(rule)
    })
    this.top = { variables: new Int32Array(), rules: new Int32Array() }
    for (const [first, { variables, rules }] of members) {
      const made = { variables: Int32Array.from(variables), rules: Int32Array.from(rules) }
      if (first < 0) this.top = made
      else (this.#hanging[order.parent[first] ?? 0] ??= []).push(made)
    }
  }

  hangingOn(variable: number): readonly Region[] {
    return this.#hanging[variable] ?? NONE
  }
}
