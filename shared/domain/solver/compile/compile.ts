import type { Budget, Diagram, NoDiagram } from '../diagram.ts'
import type { Problem } from '../problem.ts'
import type { Compiled } from '../compiled.ts'
import { DiagramBuilder } from './diagram-builder.ts'
import { mergedPieces } from './merge.ts'
import { minFillOrder } from './order.ts'
import type { DecisionOrder } from './order.ts'
import { piecesOf } from './pieces.ts'
import type { Piece } from './pieces.ts'
import { Propagation } from './propagation.ts'
import { Regions } from './regions.ts'
import { RuleBuilder } from './rule-builder.ts'
import { RuleDiagrams, TRUE } from './rule-diagrams.ts'
import { Search } from './search.ts'
import { partsOf } from './split.ts'
import type { Part } from './split.ts'
import { ValueSets } from './value-sets.ts'

export interface Compilation {
  readonly compiled: Compiled
  /** Whether the problem has no solution at all, as far as was found out: a part left to search may still have none. */
  readonly isVoid: boolean
  readonly figures: readonly PartFigures[]
}

/** What compiling one part took and gave. */
interface PartFigures {
  readonly variables: number
  /** Most variables one decision depends on: how hard the part is, before anything is known of its tables. */
  readonly width: number
  readonly nodes: number
  readonly edges: number
  readonly productItems: number
  /** Different remainders of the problem that were met. */
  readonly contexts: number
  readonly steps: number
  /** Why there is no diagram; null when there is one. */
  readonly leftOut: NoDiagram | null
}

/** Enough for every product model seen, and a few seconds for one that will not compile. */
export const DEFAULT_BUDGET: Budget = { nodes: 60_000, steps: 150_000 }

/** Scopes beyond this are left to search: rules are walked by recursion over their variables. */
const SCOPE_MAX = 1_500
/** Squares of all scopes together: what the rules' diagrams can come to before the first decision. */
const SCOPES_SQUARED_MAX = 40_000_000
/** Variables of a part: the graph of its order is a square of bits. */
const VARIABLES_MAX = 30_000

/** Compiles every part of a problem that its budget allows; the budget is for each part. */
export function compileProblem(problem: Problem, budget: Budget = DEFAULT_BUDGET): Compilation {
  const done = partsOf(problem).map((part) => ({ part, ...compilePart(part, budget) }))
  return {
    compiled: { parts: done.map(({ part, diagram }) => ({ variables: part.variables, diagram })) },
    isVoid: done.some(({ figures }) => figures.leftOut === 'void'),
    figures: done.map(({ figures }) => figures),
  }
}

interface Attempt {
  readonly diagram: Diagram | null
  readonly figures: PartFigures
}

function compilePart({ problem }: Part, budget: Budget): Attempt {
  const pieces = piecesOf(problem)
  const count = problem.variables.length
  const squared = pieces.reduce((sum, { scope }) => sum + scope.length ** 2, 0)
  const isTooWide = pieces.some(({ scope }) => scope.length > SCOPE_MAX)
  if (count > VARIABLES_MAX || isTooWide || squared > SCOPES_SQUARED_MAX) {
    return attempt(count, { width: count, contexts: 0, steps: 0 }, 'over-budget')
  }
  const order = minFillOrder(
    count,
    pieces.map(({ scope }) => scope),
  )
  return compileAlong(order, problem, pieces, budget)
}

function compileAlong(order: DecisionOrder, problem: Problem, pieces: readonly Piece[], budget: Budget): Attempt {
  const count = problem.variables.length
  const sizes = Int32Array.from(problem.variables, ({ values }) => values.length)
  const sets = new ValueSets()
  const places = new Int32Array(count)
  order.variables.forEach((variable, place) => (places[variable] = place))
  const full = order.variables.map((variable) => sets.full(sizes[variable] ?? 0))
  const diagrams = new RuleDiagrams(sets, count)
  const rules = new RuleBuilder(diagrams, { of: places, full })
  const roots = mergedPieces(pieces)
    .map((group) => rules.draw(group))
    .filter((root) => root !== TRUE)
  const effort = { width: order.width, contexts: 0, steps: 0 }
  if (rules.gaveUp) return attempt(count, effort, 'over-budget')
  const builder = new DiagramBuilder(sets, order)
  const states = Int32Array.from(roots)
  const regions = new Regions(order, diagrams, states)
  const search = new Search(diagrams, new Propagation(diagrams, full, states), regions, builder, budget)
  const root = search.run()
  const spent = { ...effort, contexts: search.contexts, steps: search.steps }
  return attempt(count, spent, typeof root === 'number' ? builder.diagram(root, sizes) : root)
}

function attempt(
  variables: number,
  effort: Pick<PartFigures, 'width' | 'contexts' | 'steps'>,
  result: Diagram | NoDiagram,
): Attempt {
  const diagram = typeof result === 'string' ? null : result
  return {
    diagram,
    figures: {
      variables,
      ...effort,
      nodes: diagram?.nodeVariable.length ?? 0,
      edges: diagram?.edgeSet.length ?? 0,
      productItems: diagram?.productPart.length ?? 0,
      leftOut: typeof result === 'string' ? result : null,
    },
  }
}
