import type { Literal, Problem, Rule, Variable } from '../problem.ts'
import { Random } from '../../chance/random.ts'

/** Cross-tree constraints per feature, as in the largest automotive model published (1,369 for 18,616). */
const CLAUSES_PER_FEATURE = 1369 / 18616
/** Features of one subsystem: its tree grows within, and most constraints stay within. */
const SUBSYSTEM = 250
/** Features that count as near each other when constraints are drawn. */
const NEIGHBOURHOOD = 40

/** A feature: its place in the tree, and the literal that says it is there; null for one that always is. */
interface Feature {
  readonly literal: Literal | null
  readonly isPlanted: boolean
}

/**
 * A feature model like those of car makers: a tree of mandatory and optional features, alternatives (one variable each, with a
 * value for "none") and or-groups, with clauses across it, most of them between neighbours. One solution is planted; the rest is
 * chance, the same for the same seed.
 */
export function featureTree(seed: number, features: number): Problem {
  return new Forester(seed).problem(features)
}

class Forester {
  readonly #random: Random
  readonly #variables: Variable[] = []
  readonly #rules: Rule[] = []
  readonly #features: Feature[] = [{ literal: null, isPlanted: true }]

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  problem(features: number): Problem {
    while (this.#features.length < features) this.#subsystem()
    const hubs = this.#random.some(this.#features.slice(1, SUBSYSTEM), 60)
    for (let clause = 0; clause < features * CLAUSES_PER_FEATURE; clause++) this.#clause(hubs)
    return { variables: this.#variables, rules: this.#rules }
  }

  #subsystem(): void {
    const start = this.#features.length
    const top = this.#random.chance(0.2) ? this.#features.slice(0, SUBSYSTEM) : this.#features.slice(0, 1)
    this.#group(this.#random.pick(top))
    while (this.#features.length < start + SUBSYSTEM) {
      this.#group(this.#random.pick(this.#features.slice(Math.max(start, this.#features.length - 80))))
    }
  }

  #group(parent: Feature): void {
    const kind = this.#random.unit()
    if (kind < 0.3) this.#features.push(parent)
    else if (kind < 0.7) this.#optional(parent)
    else if (kind < 0.95) this.#alternatives(parent, this.#random.between(2, this.#random.pick([4, 8, 20, 40])))
    else this.#someOf(parent, this.#random.between(2, 8))
  }

  #optional(parent: Feature): Feature {
    const isPlanted = parent.isPlanted && this.#random.chance(0.5)
    const own = this.#feature(this.#variable(['1', '0']), [0], isPlanted)
    if (parent.literal !== null) this.#clauseOf([not(own, 2), parent.literal])
    return own
  }

  #alternatives(parent: Feature, count: number): void {
    const values = Array.from({ length: count }, (_, at) => `${at}`)
    const variable = this.#variable(parent.literal === null ? values : [...values, 'none'])
    const planted = parent.isPlanted ? this.#random.below(count) : -1
    for (let value = 0; value < count; value++) this.#feature(variable, [value], value === planted)
    if (parent.literal === null) return
    const some = { variable, values: values.map((_, at) => at) }
    this.#clauseOf([{ variable, values: [count] }, parent.literal])
    this.#clauseOf([some, this.#denied(parent.literal)])
  }

  #someOf(parent: Feature, count: number): void {
    const members = Array.from({ length: count }, () => this.#optional(parent))
    if (parent.isPlanted && !members.some(({ isPlanted }) => isPlanted)) return
    const literals = members.flatMap(({ literal }) => literal ?? [])
    this.#clauseOf(parent.literal === null ? literals : [...literals, this.#denied(parent.literal)])
  }

  /** "With these, one of those" or "not together", true of the planted solution. */
  #clause(hubs: readonly Feature[]): void {
    for (;;) {
      const first = this.#random.below(this.#features.length - NEIGHBOURHOOD)
      const near = this.#features.slice(first, first + NEIGHBOURHOOD).filter(({ literal }) => literal !== null)
      const chosen = this.#random.some(near, this.#random.pick([2, 2, 2, 3, 4]))
      if (this.#random.chance(0.4)) chosen.push(this.#random.pick(hubs))
      const signs = chosen.map((_, at) => at > 0 && this.#random.chance(0.6))
      const isTrue = chosen.some(({ isPlanted }, at) => isPlanted === signs[at])
      if (chosen.length < 2 || new Set(chosen.map(({ literal }) => literal?.variable)).size < chosen.length || !isTrue)
        continue
      this.#clauseOf(
        chosen.flatMap(({ literal }, at) =>
          literal === null ? [] : signs[at] === true ? literal : this.#denied(literal),
        ),
      )
      return
    }
  }

  #denied({ variable, values }: Literal): Literal {
    const all = this.#variables[variable]?.values.map((_, at) => at) ?? []
    return { variable, values: all.filter((value) => !values.includes(value)) }
  }

  #variable(values: readonly string[]): number {
    return this.#variables.push({ name: `f${this.#features.length}`, values }) - 1
  }

  #feature(variable: number, values: readonly number[], isPlanted: boolean): Feature {
    const feature = { literal: { variable, values }, isPlanted }
    this.#features.push(feature)
    return feature
  }

  #clauseOf(literals: readonly Literal[]): void {
    this.#rules.push({ kind: 'clause', name: `r${this.#rules.length}`, literals })
  }
}

const not = ({ literal }: Feature, size: number): Literal => ({
  variable: literal?.variable ?? 0,
  values: Array.from({ length: size }, (_, at) => at).filter((value) => literal?.values.includes(value) !== true),
})
