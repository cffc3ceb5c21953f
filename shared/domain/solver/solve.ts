import type { Diagram } from './diagram.ts'
import type { Problem } from './problem.ts'
import type { Solver } from './session.ts'

/** One part of a problem that shares no rule with the others: its own diagram, or null where it is left to search. */
export interface CompiledPart {
  /** Variables of the whole problem, in the part's order. */
  readonly variables: Int32Array
  readonly diagram: Diagram | null
}
/** What a compiler makes of a problem and what a screen loads. */
export interface Compiled {
  readonly parts: readonly CompiledPart[]
}

/** Opens a compiled problem: diagrams where there are some, search for the rest. */
export type OpenSolver = (problem: Problem, compiled: Compiled) => Solver
