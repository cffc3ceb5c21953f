import type { Compiled } from './compiled.ts'
import { openDiagram } from './diagram/open.ts'
import { partProblem } from './part-problem.ts'
import type { Problem } from './problem.ts'
import { openSearch } from './search/open.ts'
import type { Solver } from './session.ts'
import { openTogether } from './together.ts'

/** A part of a problem with its own solver; variable n of the solver is `variables[n]` of the whole problem. */
export interface Part {
  readonly variables: Int32Array
  readonly problem: Problem
  readonly solver: Solver
}

/**
 * Opens every part of a compiled problem: its diagram where it has one, search where not. Null when a part has no solution at
 * all. `compiled` must be of this problem.
 */
export function openParts(problem: Problem, compiled: Compiled): Part[] | null {
  const parts: Part[] = []
  for (const { variables, diagram } of compiled.parts) {
    const own = partProblem(problem, variables)
    const solver = diagram === null ? openSearch(own) : openDiagram(diagram)
    if (solver === null) return null
    parts.push({ variables, problem: own, solver })
  }
  return parts
}

/** The whole problem as one solver; null when it has no solution. */
export function openSolver(problem: Problem, compiled: Compiled): Solver | null {
  const parts = openParts(problem, compiled)
  return parts === null ? null : openTogether(problem, parts)
}
