import type { Diagram } from './diagram.ts'

/** What a compiler makes of a problem and what a screen loads: the problem in parts that share no rule. */
export interface Compiled {
  readonly parts: readonly CompiledPart[]
}

export interface CompiledPart {
  /** Variables of the whole problem, ascending; the diagram numbers them in this order. */
  readonly variables: Int32Array
  /** Null where the part needs more than its budget and is left to search. */
  readonly diagram: Diagram | null
}
