import { compileProblem } from '@dangol/domain/solver/compile/compile.ts'
import { openSolver } from '@dangol/domain/solver/open.ts'
import { slotStarts } from '@dangol/domain/solver/problem.ts'
import type { Problem } from '@dangol/domain/solver/problem.ts'
import type { Session } from '@dangol/domain/solver/session.ts'
import type { Sales } from './sales.ts'

/** The rules of the product, asked in the indexes of a sales history. */
export interface Rules {
  /** Whether the product can be built; false also for a value that the rules do not know. */
  allows(row: readonly number[]): boolean
  forget(): void
  choose(column: number, value: number): void
  /** Values of a column that some whole product with all other choices has; ascending. */
  possible(column: number): number[]
}

/** Opens the engine on a problem. Throws when no product can be built at all. */
export function openRules(problem: Problem, sales: Sales): Rules {
  const solver = openSolver(problem, compileProblem(problem).compiled)
  if (solver === null) throw new Error('the rules allow no product at all')
  return overSession(solver.open(), problem, sales)
}

function overSession(session: Session, problem: Problem, sales: Sales): Rules {
  const variables = sales.names.map((name) => problem.variables.findIndex((variable) => variable.name === name))
  const missing = sales.names.find((_, column) => variables[column] === -1)
  if (missing !== undefined) throw new Error(`the rules do not know ${missing}, which the sales name`)
  const starts = slotStarts(problem)
  // Index of each value of the sales among the problem's; -1 where the rules do not know it.
  const valueOf = sales.values.map((values, column) =>
    values.map((value) => problem.variables[variables[column] ?? -1]?.values.indexOf(value) ?? -1),
  )
  const choose = (column: number, value: number): void =>
    session.restrict(variables[column] ?? -1, [valueOf[column]?.[value] ?? -1])
  return {
    allows(row) {
      if (row.some((value, column) => valueOf[column]?.[value] === -1)) return false
      session.clear()
      row.forEach((value, column) => choose(column, value))
      return session.isPossible()
    },
    forget: () => session.clear(),
    choose,
    possible(column) {
      const slots = session.possible()
      const start = starts[variables[column] ?? -1] ?? 0
      return (valueOf[column] ?? []).flatMap((value, at) => (value >= 0 && slots[start + value] === 1 ? [at] : []))
    },
  }
}

/** For sales that came without rules: every value that was ever sold is possible. */
export const noRules = (sales: Sales): Rules => ({
  allows: () => true,
  forget: () => undefined,
  choose: () => undefined,
  possible: (column) => (sales.values[column] ?? []).map((_, at) => at),
})
