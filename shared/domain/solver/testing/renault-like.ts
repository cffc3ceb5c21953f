import type { Problem, TableRule, Variable } from '../problem.ts'
import { Random } from './random.ts'

const VERSIONS = 324
const CHARACTERISTICS = 118
/** Yes/no variables that say how a value is delivered: as standard, as an option, in a pack. */
const DELIVERIES = 149
const TABLES = 332
const TUPLES = 226_000
const ROWS_MAX = 40_000
/** Beginnings of rows tried for one row: beyond that the relations are too loose. */
const TRIES_PER_ROW = 4
const PLANTED = 8
const SIZES = [2, 2, 2, 2, 3, 3, 4, 5, 5, 6, 7, 8, 9, 13, 17, 20]
/** Kinds that the values of a variable fall into: tables tell kinds apart, not values, as the real ones do. */
const KINDS = 4
/** Things a version stands for, such as engine, trim and market: each other variable asks for one of them. */
const ASPECTS = 7

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

interface Relation {
  readonly columns: readonly number[]
  readonly allowed: readonly boolean[]
  readonly cellOf: (row: readonly number[]) => number
}

class Factory {
  readonly #random: Random
  readonly #variables: Variable[] = []
  readonly #kinds: number[][] = []
  readonly #aspects: number[][] = []
  readonly #planted: number[][] = Array.from({ length: PLANTED }, () => [])
  readonly #relations = new Map<string, boolean[]>()
  readonly #tables: TableRule[] = []
  #rows = 0

  constructor(seed: number) {
    this.#random = new Random(seed)
    for (let aspect = 0; aspect < ASPECTS; aspect++) this.#aspects.push(this.#kindsOf(VERSIONS))
  }

  problem(): Problem {
    const groups = this.#groups()
    for (let at = 1; at < this.#variables.length; at++) if (this.#random.chance(0.62)) this.#table([0, at], 3_000)
    const wide = groups.filter(({ variables }) => variables.length >= 8)
    while (this.#tables.length < TABLES) {
      const left = TABLES - this.#tables.length
      const isWide = left % 8 === 0
      const share = Math.min(ROWS_MAX, Math.max(20, Math.floor((TUPLES - this.#rows) / left)) * (isWide ? 20 : 3))
      const { variables } = this.#random.pick(isWide ? wide : groups)
      this.#table(this.#random.some(variables, this.#random.between(3, isWide ? 12 : 6)), share)
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

  #kindsOf(size: number): number[] {
    return Array.from({ length: size }, (_, value) => (size <= KINDS ? value : this.#random.below(KINDS)))
  }

  #variable(name: string, size: number): number {
    this.#kinds.push(this.#kindsOf(size))
    for (const planted of this.#planted) planted.push(this.#random.below(size))
    return this.#variables.push({ name, values: Array.from({ length: size }, (_, value) => `${value}`) }) - 1
  }

  /** All rows that agree with relations between columns: with more relations, then fewer columns, until they are few enough. */
  #table(scope: readonly number[], most: number): void {
    const relations = scope.slice(1).map((_, at) => this.#relation(scope, [this.#random.below(at + 1), at + 1]))
    for (let finer = 0; finer < 3; finer++) {
      const rows = this.#listed(scope, relations, most)
      if (rows !== null) {
        this.#rows += rows.length / scope.length
        this.#tables.push({ kind: 'allow', name: `t${this.#tables.length}`, scope, rows: Int32Array.from(rows) })
        return
      }
      for (let more = scope.length * 2; more > 0; more--) {
        const columns = this.#random.some([...scope.keys()], Math.min(scope.length, this.#random.between(2, 3)))
        relations.push(this.#relation(scope, columns))
      }
    }
    if (scope.length > 2) this.#table(scope.slice(0, -1), most)
  }

  #listed(scope: readonly number[], relations: readonly Relation[], most: number): number[] | null {
    const sizes = scope.map((variable) => this.#variables[variable]?.values.length ?? 0)
    const asked = scope.map((_, column) => relations.filter(({ columns }) => columns.at(-1) === column))
    const rows: number[] = []
    const row: number[] = []
    let tried = 0
    const fill = (column: number): boolean => {
      if (++tried > most * TRIES_PER_ROW) return false
      if (column === scope.length) {
        for (const value of row) rows.push(value)
        return rows.length <= most * scope.length
      }
      for (let value = 0; value < (sizes[column] ?? 0); value++) {
        row[column] = value
        const fits = asked[column]?.every(({ allowed, cellOf }) => allowed[cellOf(row)] === true) ?? true
        if (fits && !fill(column + 1)) return false
      }
      row.length = column
      return true
    }
    return fill(0) ? rows : null
  }

  /** Which kinds of the columns go together: the same for the same variables in whatever table they meet. */
  #relation(scope: readonly number[], columns: readonly number[]): Relation {
    const variables = columns.map((column) => scope[column] ?? 0)
    const partner = variables.at(-1) ?? 0
    const kinds = variables.map((variable) => this.#kindsFor(variable, partner))
    const cellOf = (row: readonly number[], at: readonly number[]) =>
      at.reduce((cell, column, each) => cell * KINDS + (kinds[each]?.[row[column] ?? 0] ?? 0), 0)
    const key = variables.join(' ')
    let allowed = this.#relations.get(key)
    if (allowed === undefined) {
      const share = variables.length === 2 ? 0.55 : 0.75
      allowed = Array.from({ length: KINDS ** variables.length }, () => this.#random.chance(share))
      for (const planted of this.#planted) allowed[cellOf(planted, variables)] = true
      this.#relations.set(key, allowed)
    }
    return { columns, allowed, cellOf: (row) => cellOf(row, columns) }
  }

  /** A version is of different kinds to different partners. */
  #kindsFor(variable: number, partner: number): readonly number[] {
    return (variable === 0 ? this.#aspects[partner % ASPECTS] : this.#kinds[variable]) ?? []
  }
}
