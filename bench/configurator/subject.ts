import { compileProblem } from '@dangol/domain/solver/compile/compile.ts'
import type { Compilation } from '@dangol/domain/solver/compile/compile.ts'
import { slotStarts } from '@dangol/domain/solver/problem.ts'
import type { Literal, Problem } from '@dangol/domain/solver/problem.ts'
import { featureTree } from '@dangol/domain/solver/testing/feature-tree.ts'
import { renaultLike } from '@dangol/domain/solver/testing/renault-like.ts'
import { refusalText } from '@dangol/modelling/import/imported.ts'
import { readModel } from '@dangol/modelling/import/read-model.ts'

/** Where a model comes from: a file, or a generator with its seed. */
export type Source =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'generated'; readonly shape: 'car' | 'features'; readonly seed: number }

/** A problem under measurement. */
export interface Subject {
  readonly problem: Problem
  readonly features: ReadonlyMap<string, Literal | null>
  /** Slot of each variable's first value. */
  readonly starts: Int32Array
  readonly tuples: number
}

/** What a model of this size may take is promised; see `targets.ts`. */
export type Size = 'car' | 'large features' | 'other'

const CAR = { variables: 200, tuples: 100_000 }
export const LARGE_FEATURES = 18_000

/** Throws the importer's refusal as a sentence. */
export function openSubject(source: Source): Subject {
  if (source.kind === 'generated') {
    const problem = source.shape === 'car' ? renaultLike(source.seed) : featureTree(source.seed, LARGE_FEATURES)
    return subjectOf(problem, new Map())
  }
  const imported = readModel(source.path)
  if (!imported.ok) throw new Error(refusalText(imported.error))
  return subjectOf(imported.value.problem, imported.value.features)
}

function subjectOf(problem: Problem, features: Subject['features']): Subject {
  const tuples = problem.rules.reduce(
    (sum, rule) => sum + ('rows' in rule ? rule.rows.length / Math.max(1, rule.scope.length) : 0),
    0,
  )
  return { problem, features, starts: slotStarts(problem), tuples }
}

export function sizeOf(source: Source, { problem, features, tuples }: Subject): Size {
  if (problem.variables.length >= CAR.variables && tuples >= CAR.tuples) return 'car'
  const isLarge = features.size >= LARGE_FEATURES || (source.kind === 'generated' && source.shape === 'features')
  return isLarge ? 'large features' : 'other'
}

/** Compiles once, cold, as a publisher does. */
export function compileSubject({ problem }: Subject): Compilation & { ms: number } {
  const from = performance.now()
  const compilation = compileProblem(problem)
  return { ...compilation, ms: performance.now() - from }
}
