import { slotStarts } from '@dangol/domain/solver/problem.ts'
import type { Formula, Problem, Rule, TableRule } from '@dangol/domain/solver/problem.ts'

/** A problem in clauses for the peers; made here, not by our engine's own encoder, so that a fault of one shows in the other. */
export interface Cnf {
  readonly variables: number
  /** Literal of each slot (variable, value): the variable has the value when it holds. */
  readonly slotLiteral: Int32Array
  readonly clauses: readonly (readonly number[])[]
}

/** Largest product of domains for which a table of two columns is written value by value; it propagates as well, with fewer variables. */
const PAIR_MAX = 2000
/** Largest domain whose values exclude each other pair by pair; larger ones by a chain. */
const PAIRWISE_MAX = 8

export function cnfOf(problem: Problem): Cnf {
  const writer = new Writer(problem)
  for (const rule of problem.rules) writer.rule(rule)
  return { variables: writer.variables, slotLiteral: writer.slotLiteral, clauses: writer.clauses }
}

class Writer {
  variables = 0
  readonly clauses: number[][] = []
  readonly slotLiteral: Int32Array
  readonly #starts: Int32Array
  readonly #sizes: readonly number[]
  #truth = 0

  constructor(problem: Problem) {
    this.#starts = slotStarts(problem)
    this.#sizes = problem.variables.map(({ values }) => values.length)
    this.slotLiteral = new Int32Array(this.#starts.at(-1) ?? 0)
    for (const [variable, size] of this.#sizes.entries()) this.#declare(variable, size)
  }

  rule(rule: Rule): void {
    if (rule.kind === 'clause') {
      this.clauses.push(
        rule.literals.flatMap(({ variable, values }) => values.map((value) => this.#slot(variable, value))),
      )
    } else if (rule.kind === 'formula') this.clauses.push([this.#formula(rule.formula)])
    else if (rule.kind === 'forbid') {
      for (let at = 0; at < rule.rows.length; at += rule.scope.length) {
        this.clauses.push(rule.scope.map((variable, column) => -this.#slot(variable, rule.rows[at + column] ?? 0)))
      }
    } else this.#table(rule)
  }

  #declare(variable: number, size: number): void {
    const start = this.#starts[variable] ?? 0
    if (size === 2) {
      const literal = this.#fresh()
      this.slotLiteral[start] = -literal
      this.slotLiteral[start + 1] = literal
      return
    }
    const literals = Array.from({ length: size }, () => this.#fresh())
    literals.forEach((literal, value) => (this.slotLiteral[start + value] = literal))
    this.clauses.push(literals)
    this.#atMostOne(literals)
  }

  #atMostOne(literals: readonly number[]): void {
    if (literals.length <= PAIRWISE_MAX) {
      literals.forEach((one, at) => {
        for (const other of literals.slice(at + 1)) this.clauses.push([-one, -other])
      })
      return
    }
    const link = this.#fresh()
    this.#atMostOne([...literals.slice(0, PAIRWISE_MAX - 2), link])
    this.#atMostOne([-link, ...literals.slice(PAIRWISE_MAX - 2)])
  }

  #slot(variable: number, value: number): number {
    return this.slotLiteral[(this.#starts[variable] ?? 0) + value] ?? 0
  }

  /**
   * A table as a layered automaton with equal remainders merged, each node a clause variable: far smaller than one per row, which
   * a peer with 64 MB of memory could not hold. Larger domains come last.
   */
  #table({ scope, rows }: TableRule): void {
    const [first, second] = scope
    if (scope.length === 2 && this.#size(first) * this.#size(second) <= PAIR_MAX) {
      this.#supports(first ?? 0, second ?? 0, rows)
      return
    }
    const order = [...scope.keys()].sort((a, b) => this.#size(scope[a]) - this.#size(scope[b]))
    const sorted = sortedRows(rows, scope.length, order)
    const known = new Map<string, number>()
    const draw = (from: number, to: number, depth: number): number => {
      const column = order[depth] ?? 0
      const variable = scope[column] ?? 0
      const edges: [value: number, child: number][] = []
      for (let at = from; at < to;) {
        const value = sorted[at]?.[depth] ?? 0
        let end = at + 1
        while (end < to && sorted[end]?.[depth] === value) end += 1
        edges.push([value, depth + 1 === order.length ? 0 : draw(at, end, depth + 1)])
        at = end
      }
      const key = `${depth}:${edges.join(';')}`
      const old = known.get(key)
      if (old !== undefined) return old
      const node = this.#fresh()
      known.set(key, node)
      this.clauses.push([-node, ...edges.map(([value]) => this.#slot(variable, value))])
      for (const [value, child] of edges) if (child > 0) this.clauses.push([-node, -this.#slot(variable, value), child])
      return node
    }
    this.clauses.push([draw(0, sorted.length, 0)])
  }

  /** With a value of one variable goes some value of the other. */
  #supports(first: number, second: number, rows: Int32Array): void {
    const partners = [first, second].map((variable) => Array.from({ length: this.#size(variable) }, (): number[] => []))
    for (let at = 0; at < rows.length; at += 2) {
      const [one = 0, other = 0] = rows.subarray(at, at + 2)
      partners[0]?.[one]?.push(this.#slot(second, other))
      partners[1]?.[other]?.push(this.#slot(first, one))
    }
    partners[0]?.forEach((others, value) => this.clauses.push([-this.#slot(first, value), ...others]))
    partners[1]?.forEach((others, value) => this.clauses.push([-this.#slot(second, value), ...others]))
  }

  #size(variable: number | undefined): number {
    return this.#sizes[variable ?? 0] ?? 0
  }

  /** A literal that holds exactly when the formula does. */
  #formula(formula: Formula): number {
    switch (formula.is) {
      case 'literal':
        return this.#or(formula.values.map((value) => this.#slot(formula.variable, value)))
      case 'not':
        return -this.#formula(formula.of)
      case 'or':
        return this.#or(formula.of.map((each) => this.#formula(each)))
      case 'and':
        return -this.#or(formula.of.map((each) => -this.#formula(each)))
      case 'implies':
        return this.#or([-this.#formula(formula.if), this.#formula(formula.then)])
      case 'iff': {
        const all = formula.of.map((each) => this.#formula(each))
        // All hold, or none does.
        return this.#or([-this.#or(all.map((each) => -each)), -this.#or(all)])
      }
      case 'count':
        return this.#count(
          formula.of.map((each) => this.#formula(each)),
          formula.min,
          formula.max,
        )
    }
  }

  #or(literals: readonly number[]): number {
    const [only] = literals
    if (literals.length === 1 && only !== undefined) return only
    const any = this.#fresh()
    this.clauses.push([-any, ...literals])
    for (const literal of literals) this.clauses.push([any, -literal])
    return any
  }

  #count(literals: readonly number[], min: number, max: number): number {
    // after[c]: with c of the literals before holding, the number of all lies between the bounds.
    let after = Array.from({ length: literals.length + 1 }, (_, held) =>
      held >= min && held <= max ? this.#true() : -this.#true(),
    )
    for (const [at, literal] of literals.toReversed().entries()) {
      after = Array.from({ length: literals.length - at }, (_, held) =>
        this.#choose(literal, after[held + 1] ?? 0, after[held] ?? 0),
      )
    }
    return after[0] ?? 0
  }

  #choose(condition: number, then: number, otherwise: number): number {
    if (then === otherwise) return then
    const result = this.#fresh()
    this.clauses.push([-condition, -then, result], [-condition, then, -result])
    this.clauses.push([condition, -otherwise, result], [condition, otherwise, -result])
    return result
  }

  #true(): number {
    if (this.#truth === 0) {
      this.#truth = this.#fresh()
      this.clauses.push([this.#truth])
    }
    return this.#truth
  }

  #fresh(): number {
    this.variables += 1
    return this.variables
  }
}

/** Rows with their columns in this order, sorted, each once. */
function sortedRows(rows: Int32Array, arity: number, order: readonly number[]): number[][] {
  const all: number[][] = []
  for (let at = 0; at < rows.length; at += arity) all.push(order.map((column) => rows[at + column] ?? 0))
  const compare = (a: readonly number[], b: readonly number[]): number => {
    for (let at = 0; at < a.length; at += 1) {
      const difference = (a[at] ?? 0) - (b[at] ?? 0)
      if (difference !== 0) return difference
    }
    return 0
  }
  all.sort(compare)
  return all.filter((row, at) => at === 0 || compare(all[at - 1] ?? [], row) !== 0)
}
