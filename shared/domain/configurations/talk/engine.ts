import type { ConfigModel } from '../../catalogue/model.ts'
import { compileProblem } from '../../solver/compile/compile.ts'
import type { Compiled } from '../../solver/compiled.ts'
import type { Budget } from '../../solver/diagram.ts'
import { openSolver } from '../../solver/open.ts'
import type { Session, Solver } from '../../solver/session.ts'
import { offeredFor } from '../artefact.ts'
import { Costs } from '../costs.ts'
import { problemOf } from '../problem-of.ts'
import type { ModelProblem } from '../problem-of.ts'
import { Explainer } from './explain.ts'
import { OpennessKeeper } from './openness.ts'
import { partsOf } from './parts.ts'
import type { Parts } from './parts.ts'
import { parentsFirst } from './preferred.ts'
import { Showing } from './shown.ts'
import { Allowances } from './wish.ts'

/** A model ready to be talked about. */
export interface Engine {
  readonly model: ConfigModel
  readonly written: ModelProblem
  readonly parts: Parts
  readonly allowances: Allowances
  readonly costs: Costs
  /** Variables in the order in which a completion decides them. */
  readonly order: readonly number[]
  /** What was shown last, for the product and for the choices made: see `nearestTo`. */
  readonly showings: readonly [Showing, Showing]
  /** The sessions of looks; null where the model has no product at all. */
  readonly keepers: readonly [OpennessKeeper, OpennessKeeper] | null
  /** A session for single questions, cleared before each, so that none depends on what was asked before. */
  readonly side: Session | null
}

/** What a screen may spend on a model that came without its compiled form; what needs more is searched. */
const ON_THE_FLY: Budget = { nodes: 10_000, steps: 4_000 }

export function engineOf(model: ConfigModel, compiled?: Compiled): Engine {
  const written = problemOf(model)
  const { problem } = written
  const ready = compiled ?? offeredFor(model, written)
  const solver = openSolver(problem, ready ?? compileProblem(problem, ON_THE_FLY).compiled)
  const parts = partsOf(written)
  const allowances = new Allowances(written)
  const side = solver?.open() ?? null
  const explainer = new Explainer(model, written, parts, allowances, side)
  const showing = () => new Showing(model.characteristics, written, parts, explainer)
  const keeper = (of: Solver) => new OpennessKeeper(of.open(), written, parts, allowances)
  return {
    model,
    written,
    parts,
    allowances,
    costs: new Costs(written),
    order: parentsFirst(written),
    showings: [showing(), showing()],
    keepers: solver && [keeper(solver), keeper(solver)],
    side,
  }
}
