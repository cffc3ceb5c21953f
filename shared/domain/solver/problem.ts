/**
 * What every product model becomes before it is solved: variables with finitely many values, and rules over them. Nothing here
 * knows of shops, prices or languages. Variables and values are addressed by index.
 */
export interface Problem {
  readonly variables: readonly Variable[]
  readonly rules: readonly Rule[]
}

export interface Variable {
  readonly name: string
  /** Names of its values; at least one. */
  readonly values: readonly string[]
}

export type Rule = TableRule | ClauseRule | FormulaRule

/** The variables of `scope` take together one of the rows ('allow'), or none of them ('forbid'). */
export interface TableRule {
  readonly kind: 'allow' | 'forbid'
  readonly name: string
  /** Variable indexes, each once. */
  readonly scope: readonly number[]
  /** Value indexes, row by row; its length is a multiple of the scope's. */
  readonly rows: Int32Array
}

/** At least one of the literals holds. */
export interface ClauseRule {
  readonly kind: 'clause'
  readonly name: string
  readonly literals: readonly Literal[]
}

interface FormulaRule {
  readonly kind: 'formula'
  readonly name: string
  readonly formula: Formula
}

/** The variable takes one of these values; values ascend. */
export interface Literal {
  readonly variable: number
  readonly values: readonly number[]
}

export type Formula =
  | { readonly is: 'literal'; readonly variable: number; readonly values: readonly number[] }
  | { readonly is: 'not'; readonly of: Formula }
  | { readonly is: 'and' | 'or' | 'iff'; readonly of: readonly Formula[] }
  | { readonly is: 'implies'; readonly if: Formula; readonly then: Formula }
  /** Between `min` and `max` of them hold, both included. */
  | { readonly is: 'count'; readonly of: readonly Formula[]; readonly min: number; readonly max: number }

/** Values of all variables in one row: slot `starts[variable] + value`. Its last entry is the number of slots. */
export function slotStarts(problem: Pick<Problem, 'variables'>): Int32Array {
  const starts = new Int32Array(problem.variables.length + 1)
  problem.variables.forEach(({ values }, at) => {
    starts[at + 1] = (starts[at] ?? 0) + values.length
  })
  return starts
}
