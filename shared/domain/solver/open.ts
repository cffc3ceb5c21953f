import type { Compiled } from './compiled.ts'
import { joinDiagrams } from './diagram/join.ts'
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

/**
 * The whole problem as one solver; null when it has no solution. What its parts show while the choices of another part clash is
 * not promised: ask `openParts` where that matters.
 */
export function openSolver(problem: Problem, compiled: Compiled): Solver | null {
  // One diagram answers for all parts at once, and without putting their answers together.
  const parts = openParts(problem, joinDiagrams(compiled))
  if (parts === null) return null
  const whole = parts.find(({ variables }) => variables.length === problem.variables.length)
  return whole?.solver ?? openTogether(problem, parts)
}
