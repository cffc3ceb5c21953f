import type { Random } from '../../chance/random.ts'

/** Kinds that the values of a variable fall into: tables tell kinds apart, not values, as the real ones do. Kind 0 is "without". */
const KINDS = 4
/** Share of the combinations of kinds that a relation allows, besides those "without". */
const ALLOWED = 0.6
/** Share of the members of a table that depend on another member as well. */
const BETWEEN = 0.4

/** Which kinds of a variable go with those of an earlier column. */
interface Relation {
  readonly column: number
  readonly kinds: readonly number[]
  readonly allowed: readonly boolean[]
}

/**
 * Tables that agree with each other: all rows that obey relations between kinds of values, the same for the same variables in
 * whatever table they meet. "Without" fits everything, so nothing here ends dead.
 */
export class LooseTables {
  readonly #random: Random
  readonly #kinds: readonly (readonly number[])[]
  readonly #relations = new Map<string, boolean[]>()

  constructor(random: Random, sizes: readonly number[]) {
    this.#random = random
    this.#kinds = sizes.map((size) =>
      Array.from({ length: size }, (_, value) => (value < KINDS ? value : random.between(1, KINDS - 1))),
    )
  }

  /**
   * Rows over masters, which are free of each other, and members, which depend on all masters and some on another member. Columns
   * that would make more than `most` rows are left out.
   */
  table(masters: readonly number[], members: readonly number[], most: number): { scope: number[]; rows: number[][] } {
    const scope: number[] = []
    let rows: number[][] = [[]]
    for (const variable of [...masters, ...members]) {
      const isMember = members.includes(variable)
      const before = [...scope.keys()].filter(
        (column) => isMember && (masters.includes(scope[column] ?? 0) || this.#random.chance(BETWEEN / scope.length)),
      )
      const relations = before.map((column) => this.#relation(column, scope[column] ?? 0, variable))
      const longer = this.#extended(rows, variable, { relations, most })
      if (longer === null) continue
      rows = longer
      scope.push(variable)
    }
    return { scope, rows }
  }

  #extended(
    rows: readonly number[][],
    variable: number,
    { relations, most }: { relations: readonly Relation[]; most: number },
  ): number[][] | null {
    const ownKinds = this.#kinds[variable] ?? []
    const longer: number[][] = []
    for (const row of rows) {
      const partners = relations.map(({ column, kinds }) => (kinds[row[column] ?? 0] ?? 0) * KINDS)
      for (let value = 0; value < ownKinds.length; value++) {
        const own = ownKinds[value] ?? 0
        if (relations.every(({ allowed }, at) => allowed[(partners[at] ?? 0) + own] === true))
          longer.push([...row, value])
      }
      if (longer.length > most) return null
    }
    return longer
  }

  #relation(column: number, one: number, other: number): Relation {
    const key = `${one} ${other}`
    let allowed = this.#relations.get(key)
    if (allowed === undefined) {
      const isWithout = (cell: number) => cell < KINDS || cell % KINDS === 0
      allowed = Array.from({ length: KINDS ** 2 }, (_, cell) => isWithout(cell) || this.#random.chance(ALLOWED))
      this.#relations.set(key, allowed)
    }
    return { column, allowed, kinds: this.#kinds[one] ?? [] }
  }
}
