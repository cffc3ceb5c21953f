import type { Problem, TableRule, Variable } from '../problem.ts'
import { Random } from './random.ts'

const VERSIONS = 324
const CHARACTERISTICS = 118
/** Yes/no variables that say how a value is delivered: as standard, as an option, in a pack. */
const DELIVERIES = 149
const TABLES = 332
const TUPLES = 226_000
const PLANTED = 8
const SIZES = [2, 2, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 13, 17, 20]
/** Kinds that the values of a variable fall into: tables tell kinds apart, not values, as the real ones do. */
const KINDS = 4

/**
 * A car of the size and shape of Renault's largest published model: 268 variables, one of them the version with 324 values,
 * 332 tables of up to 12 columns with some 226,000 rows. Tables overlap in a tree of groups, so that the width is that of the
 * original (some 12). Some solutions are planted; the rest is chance, the same for the same seed.
 */
export function renaultLike(seed: number): Problem {
  return new Factory(seed).problem()
}

interface Group {
  readonly variables: number[]
}

class Factory {
  readonly #random: Random
  readonly #variables: Variable[] = []
  readonly #kinds: number[][] = []
  readonly #planted: number[][] = Array.from({ length: PLANTED }, () => [])
  readonly #relations = new Map<string, boolean[]>()
  readonly #tables: TableRule[] = []
  #rows = 0

  constructor(seed: number) {
    this.#random = new Random(seed)
  }

  problem(): Problem {
    const groups = this.#groups()
    for (let at = 1; at < this.#variables.length; at++) if (this.#random.chance(0.62)) this.#table([0, at], 3_000)
    const wide = groups.filter(({ variables }) => variables.length >= 8)
    while (this.#tables.length < TABLES) {
      const left = TABLES - this.#tables.length
      const share = Math.max(20, Math.floor(((TUPLES - this.#rows) / left) * (this.#random.chance(0.1) ? 6 : 0.5)))
      const { variables } = this.#random.pick(left % 8 === 0 ? wide : groups)
      this.#table(this.#random.some(variables, this.#random.between(3, left % 8 === 0 ? 12 : 6)), share)
    }
    return { variables: this.#variables, rules: this.#tables }
  }

  /** A tree of groups: each takes over some variables of the one above and brings some of its own. */
  #groups(): Group[] {
    this.#variable('v0', VERSIONS)
    const groups: Group[] = [{ variables: [0] }]
    let deliveries = DELIVERIES
    for (let at = 1; at <= CHARACTERISTICS;) {
      const above = this.#random.pick(groups.slice(-6)).variables
      const group = { variables: [0, ...this.#random.some(above.slice(1), this.#random.between(1, 4))] }
      const own = Math.min(this.#random.between(2, 5), CHARACTERISTICS + 1 - at)
      for (let each = 0; each < own; each++, at++)
        group.variables.push(this.#variable(`v${at}`, this.#random.pick(SIZES)))
      for (let each = this.#random.between(2, 6); each > 0 && deliveries > 0; each--, deliveries--) {
        const way = this.#random.pick(['Serie', 'Option', 'Pack', 'OptionPack'])
        group.variables.push(this.#variable(`v${at}_${each}_${way}`, 2))
      }
      groups.push(group)
    }
    const last = groups.at(-1)?.variables ?? []
    for (; deliveries > 0; deliveries--) last.push(this.#variable(`v${CHARACTERISTICS}_${deliveries}_Option`, 2))
    return groups
  }

  #variable(name: string, size: number): number {
    this.#kinds.push(Array.from({ length: size }, (_, value) => (size <= KINDS ? value : this.#random.below(KINDS))))
    for (const planted of this.#planted) planted.push(this.#random.below(size))
    return this.#variables.push({ name, values: Array.from({ length: size }, (_, value) => `${value}`) }) - 1
  }

  /** All rows that agree with a relation between each two of some pairs of columns; finer relations until they are few enough. */
  #table(scope: readonly number[], most: number): void {
    const pairs: (readonly [number, number])[] = scope.slice(1).map((_, at) => [this.#random.below(at + 1), at + 1])
    for (;;) {
      const rows = this.#listed(scope, pairs, most)
      if (rows !== null) {
        this.#rows += rows.length / scope.length
        this.#tables.push({ kind: 'allow', name: `t${this.#tables.length}`, scope, rows: Int32Array.from(rows) })
        return
      }
      if (pairs.length > scope.length * scope.length) return
      const later = this.#random.between(1, scope.length - 1)
      pairs.push([this.#random.below(later), later])
    }
  }

  #listed(scope: readonly number[], pairs: readonly (readonly [number, number])[], most: number): number[] | null {
    const rows: number[] = []
    const row: number[] = []
    const fill = (column: number): boolean => {
      if (column === scope.length) return rows.push(...row) <= most * scope.length
      const size = this.#variables[scope[column] ?? 0]?.values.length ?? 0
      for (let value = 0; value < size; value++) {
        row[column] = value
        const fits = pairs.every(
          ([a, b]) => b !== column || this.#isRelated(scope[a] ?? 0, row[a] ?? 0, scope[b] ?? 0, value),
        )
        if (fits && !fill(column + 1)) return false
      }
      row.length = column
      return true
    }
    return fill(0) ? rows : null
  }

  /** By kinds, the same for two variables in whatever table they meet. */
  #isRelated(a: number, valueA: number, b: number, valueB: number): boolean {
    const key = `${a} ${b}`
    let relation = this.#relations.get(key)
    if (relation === undefined) {
      relation = Array.from({ length: KINDS * KINDS }, () => this.#random.chance(0.35))
      for (const planted of this.#planted) relation[this.#kindsOf(a, planted[a] ?? 0, b, planted[b] ?? 0)] = true
      this.#relations.set(key, relation)
    }
    return relation[this.#kindsOf(a, valueA, b, valueB)] === true
  }

  #kindsOf(a: number, valueA: number, b: number, valueB: number): number {
    return (this.#kinds[a]?.[valueA] ?? 0) * KINDS + (this.#kinds[b]?.[valueB] ?? 0)
  }
}
