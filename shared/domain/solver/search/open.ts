import type { Problem } from '../problem.ts'
import type { Solver } from '../session.ts'
import { Searcher } from './searcher.ts'
import { SearchSession } from './session.ts'

/** A solver for problems that have no diagram: exact, deterministic, without counts. Null when nothing solves the problem. */
export function openSearch(problem: Problem): Solver | null {
  const searcher = new Searcher(problem)
  return searcher.hasSolution ? { kind: 'search', open: () => new SearchSession(searcher) } : null
}
