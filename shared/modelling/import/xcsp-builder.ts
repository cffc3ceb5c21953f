import type { Rule, Variable } from '@dangol/domain/solver/problem.ts'
import { ImportFault } from './imported.ts'
import { sentenceRules } from './sentence.ts'
import type { Sentence } from './sentence.ts'

/** Rows of one table after wild cards are written out, and combinations tried to make a table of a formula. */
export const ROWS_MAX = 1_000_000
/** Values of one domain; a range of a million is arithmetic, not a list of options. */
const VALUES_MAX = 100_000

/** Collects variables and rules of an XCSP file; names in, indexes out. */
export class XcspBuilder {
  readonly variables: Variable[] = []
  readonly rules: Rule[] = []
  readonly #indexes = new Map<string, number>()
  readonly #valueIndexes: Map<string, number>[] = []

  addVariable(name: string, values: readonly string[], line: number): void {
    if (this.#indexes.has(name)) throw new ImportFault('malformed', line, `variable '${name}' stands here twice`)
    if (values.length === 0) throw new ImportFault('malformed', line, `variable '${name}' has no values`)
    const distinct = [...new Set(values)]
    this.#indexes.set(name, this.variables.push({ name, values: distinct }) - 1)
    this.#valueIndexes.push(new Map(distinct.map((value, at) => [value, at])))
  }

  has(name: string): boolean {
    return this.#indexes.has(name)
  }

  variable(name: string, line: number): number {
    const index = this.#indexes.get(name)
    if (index === undefined) throw new ImportFault('malformed', line, `'${name}' is no variable`)
    return index
  }

  /** Variables of a constraint. Refuses: unknown ones, and one that stands there twice. */
  scope(names: readonly string[], line: number): number[] {
    const scope = names.map((name) => this.variable(name, line))
    if (scope.length === 0) throw new ImportFault('malformed', line, 'a constraint over no variables')
    if (new Set(scope).size < scope.length)
      throw new ImportFault('unsupported', line, 'a variable stands twice in a list')
    return scope
  }

  valuesOf(variable: number): readonly string[] {
    return this.variables[variable]?.values ?? []
  }

  /** Index of a value, undefined when the variable does not have it. */
  valueIndex(variable: number, value: string): number | undefined {
    return this.#valueIndexes[variable]?.get(value)
  }

  /** `rows` are value indexes, row by row. An empty list of allowed rows is a contradiction; one of forbidden rows says nothing. */
  addTable(table: {
    kind: 'allow' | 'forbid'
    name: string
    scope: readonly number[]
    rows: readonly number[]
    line: number
  }) {
    const { kind, name, scope, rows, line } = table
    if (rows.length > 0) this.rules.push({ kind, name, scope, rows: Int32Array.from(rows) })
    else if (kind === 'allow') throw new ImportFault('contradictory', line, `'${name}' allows nothing`)
  }

  require(name: string, sentence: Sentence, line: number): void {
    const rules = sentenceRules(name, sentence)
    if (rules === null) throw new ImportFault('contradictory', line, `'${name}' can never hold`)
    this.rules.push(...rules)
  }
}

/** Values of a domain: words, and whole numbers as ranges 'a..b'. */
export function domainValues(text: string, line: number): string[] {
  const values: string[] = []
  for (const word of text.split(/\s+/)) {
    if (word === '') continue
    const [, from, to] = /^([-+]?\d+)\.\.([-+]?\d+)$/.exec(word) ?? []
    if (from === undefined || to === undefined) values.push(plain(word))
    else {
      if (Number(to) - Number(from) > VALUES_MAX) throw new ImportFault('too-large', line, `the range ${word}`)
      for (let value = Number(from); value <= Number(to); value += 1) values.push(`${value}`)
    }
    if (values.length > VALUES_MAX) throw new ImportFault('too-large', line, `more than ${VALUES_MAX} values`)
  }
  return values
}

/** '+3' and '03' are the value 3. */
export const plain = (word: string): string => (/^[-+]?\d+$/.test(word) ? `${Number(word)}` : word)
