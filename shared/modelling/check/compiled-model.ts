import type { CharacteristicId, Condition, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { problemOf } from '@dangol/domain/configurations/problem-of.ts'
import type { ModelProblem } from '@dangol/domain/configurations/problem-of.ts'
import { compileProblem } from '@dangol/domain/solver/compile/compile.ts'
import type { Compilation } from '@dangol/domain/solver/compile/compile.ts'
import type { Budget } from '@dangol/domain/solver/diagram.ts'
import { openSolver } from '@dangol/domain/solver/open.ts'
import { openReasons } from '@dangol/domain/solver/search/why.ts'
import type { Reasons } from '@dangol/domain/solver/search/why.ts'
import type { Session, Solver } from '@dangol/domain/solver/session.ts'

/** A model that has products, compiled and ready to be asked. */
export interface CompiledModel {
  readonly model: ConfigModel
  readonly written: ModelProblem
  readonly compilation: Compilation
  readonly solver: Solver
  /** Without restrictions between questions. */
  readonly session: Session
  readonly reasons: Reasons
}

/** Compiles a model whose references are known to be right. Null when it has no product at all. */
export function compiledModel(model: ConfigModel, budget: Budget): CompiledModel | null {
  const written = problemOf(model)
  const compilation = compileProblem(written.problem, budget)
  const solver = compilation.isVoid ? null : openSolver(written.problem, compilation.compiled)
  if (solver === null) return null
  return { model, written, compilation, solver, session: solver.open(), reasons: openReasons(written.problem) }
}

/** Whether some product fulfils the condition, and has a choice of `chosen` where one is named. */
export function isReachable(
  { written, session }: CompiledModel,
  condition: Condition,
  chosen?: CharacteristicId,
): boolean {
  const held = new Map<number, readonly number[]>()
  for (const [id, values] of Object.entries(condition)) {
    const variable = written.byId.get(id)
    if (variable)
      held.set(
        variable.at,
        values.map((value) => variable.stateOf(value)).filter((state) => state >= 0),
      )
  }
  const of = chosen === undefined ? undefined : written.byId.get(chosen)
  const own = of?.states.flatMap((state, at) => (state.is === 'lapsed' || state.is === 'none' ? [] : [at]))
  if (of && own && !held.has(of.at)) held.set(of.at, own)
  if ([...held.values()].some((values) => values.length === 0)) return false
  for (const [variable, values] of held) session.restrict(variable, values)
  const found = session.isPossible()
  session.clear()
  return found
}

/** Names of rules by their places in the problem, each once. */
export const ruleNames = ({ problem }: ModelProblem, rules: readonly number[] | null): string[] => [
  ...new Set((rules ?? []).flatMap((at) => problem.rules[at]?.name ?? [])),
]
