import type { Formula, TableRule } from '../problem.ts'
import type { Piece } from './pieces.ts'
import { FALSE, TRUE } from './rule-diagrams.ts'
import type { RuleDiagrams } from './rule-diagrams.ts'
import { EMPTY } from './value-sets.ts'

/** Where a problem's variables stand in the order of decisions, and the sets of all their values by place. */
export interface Places {
  readonly of: Int32Array
  readonly full: Int32Array
}

/** Pairs of nodes that joining formulas may visit, all together; a model that needs more is too intricate to compile. */
const PAIRS_MAX = 1_000_000

/** Draws rules as diagrams along the order of decisions. */
export class RuleBuilder {
  readonly #diagrams: RuleDiagrams
  readonly #places: Places
  readonly #pairs = { and: new Map<number, number>(), or: new Map<number, number>() }
  readonly #opposites = new Map<number, number>()
  #visits = 0
  readonly #singles: number[] = []
  /** Whether some formula was given up; its diagram is then meaningless. */
  gaveUp = false

  constructor(diagrams: RuleDiagrams, places: Places) {
    this.#diagrams = diagrams
    this.#places = places
  }

  /** All pieces as one rule. */
  draw(pieces: readonly Piece[]): number {
    for (const memo of [this.#pairs.and, this.#pairs.or, this.#opposites]) memo.clear()
    return pieces.map((piece) => this.#piece(piece)).reduce((both, each) => this.#pair('and', both, each), TRUE)
  }

  #piece({ says }: Piece): number {
    if ('is' in says) return this.#formula(says)
    const listed = this.#table(says)
    return says.kind === 'allow' ? listed : this.#not(listed)
  }

  #formula(formula: Formula): number {
    switch (formula.is) {
      case 'literal':
        return this.#literal(formula.variable, formula.values)
      case 'not':
        return this.#not(this.#formula(formula.of))
      case 'and':
        return this.#fold('and', formula.of)
      case 'or':
        return this.#fold('or', formula.of)
      case 'implies':
        return this.#pair('or', this.#not(this.#formula(formula.if)), this.#formula(formula.then))
      case 'iff': {
        const all = this.#fold('and', formula.of)
        const some = this.#fold('or', formula.of)
        return this.#pair('or', all, this.#not(some))
      }
      case 'count':
        return this.#count(formula.of, formula.min, formula.max)
    }
  }

  #literal(variable: number, values: readonly number[]): number {
    const place = this.#places.of[variable] ?? 0
    return this.#diagrams.make(place, [this.#diagrams.sets.of(values), TRUE], this.#places.full[place] ?? 0)
  }

  /** Parts drawn, the one with the last variable first: so each joins at the top of what is there already. */
  #parts(formulas: readonly Formula[]): number[] {
    const nodes = formulas.map((each) => this.#formula(each))
    return nodes.sort((a, b) => this.#diagrams.variableOf(b) - this.#diagrams.variableOf(a))
  }

  #fold(operation: 'and' | 'or', formulas: readonly Formula[]): number {
    const neutral = operation === 'and' ? TRUE : FALSE
    return this.#parts(formulas).reduce((sum, each) => this.#pair(operation, each, sum), neutral)
  }

  /** By how many hold so far, from the last part back: the states of a counter. */
  #count(formulas: readonly Formula[], min: number, max: number): number {
    let states: number[] = Array.from({ length: formulas.length + 1 }, (_, held) =>
      held >= min && held <= max ? TRUE : FALSE,
    )
    for (const part of this.#parts(formulas)) {
      const not = this.#not(part)
      states = states.slice(0, -1).map((without, held) => {
        const withIt = states[held + 1] ?? FALSE
        if (withIt === without) return without
        return this.#pair('or', this.#pair('and', part, withIt), this.#pair('and', not, without))
      })
    }
    return states[0] ?? FALSE
  }

  #not(node: number): number {
    if (node <= TRUE) return node === TRUE ? FALSE : TRUE
    const known = this.#opposites.get(node)
    if (known !== undefined) return known
    const place = this.#diagrams.variableOf(node)
    const edges = this.#edges(node, place).map((each, at) => (at % 2 === 0 ? each : this.#not(each)))
    const made = this.#diagrams.make(place, edges, this.#places.full[place] ?? 0)
    this.#opposites.set(node, made)
    return made
  }

  #pair(operation: 'and' | 'or', a: number, b: number): number {
    const [neutral, absorbing] = operation === 'and' ? [TRUE, FALSE] : [FALSE, TRUE]
    if (a === absorbing || b === absorbing) return absorbing
    if (a === neutral || a === b) return b
    if (b === neutral) return a
    const memo = this.#pairs[operation]
    const key = Math.min(a, b) * 2 ** 26 + Math.max(a, b)
    const known = memo.get(key)
    if (known !== undefined) return known
    if (++this.#visits > PAIRS_MAX) this.gaveUp = true
    if (this.gaveUp) return FALSE
    const made = this.#joined(operation, a, b)
    memo.set(key, made)
    return made
  }

  #joined(operation: 'and' | 'or', a: number, b: number): number {
    const place = Math.min(...[a, b].map((node) => this.#diagrams.variableOf(node)))
    const edgesA = this.#edges(a, place)
    const edgesB = this.#edges(b, place)
    const edges: number[] = []
    for (let i = 0; i < edgesA.length; i += 2) {
      for (let j = 0; j < edgesB.length; j += 2) {
        const both = this.#diagrams.sets.and(edgesA[i] ?? 0, edgesB[j] ?? 0)
        if (both !== EMPTY) edges.push(both, this.#pair(operation, edgesA[i + 1] ?? 0, edgesB[j + 1] ?? 0))
      }
    }
    return this.#diagrams.make(place, edges, this.#places.full[place] ?? 0)
  }

  /** The node's edges at a place, with one to FALSE for values that have none. */
  #edges(node: number, place: number): number[] {
    const full = this.#places.full[place] ?? 0
    if (this.#diagrams.variableOf(node) !== place) return [full, node]
    const edges = [...this.#diagrams.edgesOf(node)]
    let rest = full
    for (let at = 0; at < edges.length; at += 2) rest = this.#diagrams.sets.without(rest, edges[at] ?? 0)
    if (rest !== EMPTY) edges.push(rest, FALSE)
    return edges
  }

  #table({ scope, rows }: TableRule): number {
    const columns = scope.map((variable, at) => ({ place: this.#places.of[variable] ?? 0, at }))
    columns.sort((a, b) => a.place - b.place)
    const order = sortedRows(
      rows,
      scope.length,
      columns.map(({ at }) => at),
    )
    const build = (depth: number, from: number, to: number): number => {
      const column = columns[depth]
      if (column === undefined) return from < to ? TRUE : FALSE
      const edges: number[] = []
      for (let start = from; start < to;) {
        const value = rows[(order[start] ?? 0) * scope.length + column.at] ?? 0
        let end = start + 1
        while (end < to && rows[(order[end] ?? 0) * scope.length + column.at] === value) end++
        edges.push((this.#singles[value] ??= this.#diagrams.sets.of([value])), build(depth + 1, start, end))
        start = end
      }
      return this.#diagrams.make(column.place, edges, this.#places.full[column.place] ?? 0)
    }
    return build(0, 0, order.length)
  }
}

/** Row numbers in lexical order of the columns, by counting from the last column (radix sort). */
function sortedRows(rows: Int32Array, width: number, columns: readonly number[]): Int32Array {
  const count = width === 0 ? 0 : rows.length / width
  let order = Int32Array.from({ length: count }, (_, at) => at)
  let next = new Int32Array(count)
  for (const column of [...columns].reverse()) {
    let largest = 0
    for (let at = column; at < rows.length; at += width) largest = Math.max(largest, rows[at] ?? 0)
    const starts = new Int32Array(largest + 2)
    for (let at = column; at < rows.length; at += width) {
      const value = (rows[at] ?? 0) + 1
      starts[value] = (starts[value] ?? 0) + 1
    }
    for (let value = 0; value <= largest; value++) starts[value + 1] = (starts[value + 1] ?? 0) + (starts[value] ?? 0)
    for (const row of order) {
      const value = rows[row * width + column] ?? 0
      const to = starts[value] ?? 0
      next[to] = row
      starts[value] = to + 1
    }
    ;[order, next] = [next, order]
  }
  return order
}
