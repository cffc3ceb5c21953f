import type { Formula } from '@dangol/domain/solver/problem.ts'
import { ImportFault } from './imported.ts'
import { and, constant, iff, implies, literalSentence, not, or } from './sentence.ts'
import type { Sentence } from './sentence.ts'
import { ROWS_MAX } from './xcsp-builder.ts'
import type { XcspBuilder } from './xcsp-builder.ts'
import { evaluate } from './xcsp-expression.ts'
import type { Step } from './xcsp-expression.ts'

/** Combinations of the variables of one comparison inside a large formula. */
const COMPARISON_MAX = 10_000
/** Symbols are numbers beyond all others, so that they equal themselves only. */
const SYMBOL_BASE = 2 ** 40

/** Gives values of a file their numbers, symbols included. */
export class Numbers {
  readonly #symbols = new Map<string, number>()

  of(word: string): number {
    if (/^[-+]?\d+$/.test(word)) return Number(word)
    const known = this.#symbols.get(word)
    const number = known ?? SYMBOL_BASE + this.#symbols.size
    if (known === undefined) this.#symbols.set(word, number)
    return number
  }
}

interface Intension {
  readonly name: string
  readonly steps: readonly Step[]
  readonly line: number
}

/** Adds an expression as the table of its combinations where they are few, else as a formula over its comparisons. */
export function addIntension(builder: XcspBuilder, numbers: Numbers, { name, steps, line }: Intension): void {
  const domains = builder.variables.map(({ values }) => values)
  const scope = scopeOf(steps)
  const combinations = scope.reduce((product, variable) => product * (domains[variable]?.length ?? 1), 1)
  const enumerate = enumerator((variable) => (domains[variable] ?? []).map((value) => numbers.of(value)))
  if (combinations > ROWS_MAX) {
    builder.require(name, asSentence(steps, line, domains, enumerate), line)
    return
  }
  const [allowed, forbidden] = enumerate(steps, scope)
  const isShort = allowed.length <= forbidden.length
  builder.addTable({ kind: isShort ? 'allow' : 'forbid', name, scope, rows: isShort ? allowed : forbidden, line })
}

type Enumerate = (steps: readonly Step[], scope: readonly number[]) => [allowed: number[], forbidden: number[]]

const scopeOf = (steps: readonly Step[]): number[] => [
  ...new Set(steps.flatMap((step) => (step.does === 'read' ? [step.variable] : []))),
]

/** Tries all combinations; rows where the expression holds, and where it does not. */
function enumerator(domainOf: (variable: number) => readonly number[]): Enumerate {
  return (steps, scope) => {
    const domains = new Map(scope.map((variable) => [variable, domainOf(variable)]))
    const row = new Map(scope.map((variable) => [variable, 0]))
    const found: [number[], number[]] = [[], []]
    const read = (variable: number) => domains.get(variable)?.[row.get(variable) ?? 0] ?? Number.NaN
    for (let more = true; more;) {
      const value = evaluate(steps, read)
      const rows = found[Number.isNaN(value) || value === 0 ? 1 : 0]
      for (const at of row.values()) rows.push(at)
      more = scope.toReversed().some((variable) => {
        const next = (row.get(variable) ?? 0) + 1
        const hasNext = next < (domains.get(variable)?.length ?? 0)
        row.set(variable, hasNext ? next : 0)
        return hasNext
      })
    }
    return found
  }
}

const CONNECTIVES: Readonly<Record<string, (all: readonly Sentence[]) => Sentence>> = {
  not: ([a]) => not(a ?? constant(true)),
  and: (all) => all.reduce(and),
  or: (all) => all.reduce(or),
  imp: ([a, b]) => implies(a ?? constant(true), b ?? constant(true)),
  xor: (all) => all.reduce((a, b) => not(iff(a, b))),
  iff: (all) =>
    all
      .slice(1)
      .map((each, at) => iff(all[at] ?? each, each))
      .reduce(and, constant(true)),
}

/** Connectives stay what they are; each comparison below them is written out over its own variables. */
function asSentence(
  steps: readonly Step[],
  line: number,
  domains: readonly (readonly string[])[],
  enumerate: Enumerate,
): Sentence {
  const size = (variable: number) => domains[variable]?.length ?? 1
  const stack: { steps: readonly Step[]; sentence: Sentence | null }[] = []
  const sentenceOf = (part: (typeof stack)[number]): Sentence => part.sentence ?? written(part.steps)
  const written = (part: readonly Step[]): Sentence => {
    const scope = scopeOf(part)
    if (scope.reduce((product, variable) => product * size(variable), 1) > COMPARISON_MAX) {
      throw new ImportFault('too-large', line, 'a comparison over too many combinations to write out')
    }
    const [allowed, forbidden] = enumerate(part, scope)
    return { holds: oneOf(allowed, scope, size), fails: oneOf(forbidden, scope, size) }
  }
  for (const step of steps) {
    if (step.does !== 'apply') {
      stack.push({ steps: [step], sentence: null })
      continue
    }
    const operands = stack.splice(stack.length - step.arity)
    const connect = CONNECTIVES[step.operator]
    const sentence = connect === undefined ? null : connect(operands.map(sentenceOf))
    stack.push({ steps: [...operands.flatMap((each) => each.steps), step], sentence })
  }
  const [whole] = stack
  return whole === undefined ? constant(true) : sentenceOf(whole)
}

/** "One of these rows" as a formula. */
function oneOf(
  rows: readonly number[],
  scope: readonly number[],
  size: (variable: number) => number,
): Formula | boolean {
  const [only] = scope
  if (scope.length === 0) return false
  if (scope.length === 1 && only !== undefined)
    return literalSentence({ variable: only, values: [...rows] }, size(only)).holds
  const of = Array.from({ length: rows.length / scope.length }, (_, row): Formula => ({
    is: 'and',
    of: scope.map((variable, column): Formula => ({
      is: 'literal',
      variable,
      values: [rows[row * scope.length + column] ?? 0],
    })),
  }))
  return of.length === 0 ? false : { is: 'or', of }
}
