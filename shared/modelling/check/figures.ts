import { gzipSync } from 'node:zlib'
import { Costs } from '@dangol/domain/configurations/costs.ts'
import { encodeCompiled } from '@dangol/domain/solver/diagram/bytes.ts'
import type { CompiledModel } from './compiled-model.ts'
import type { Figures } from './report.ts'

/** The size of a model in every sense. */
export function figuresOf(
  { model, written, compilation, solver, session }: CompiledModel,
  sawRedundancy: boolean,
): Figures {
  const costs = new Costs(written)
  const { lowest, highest } = costs.prices({})
  const [low, high] = [session.bounds(lowest.cost), session.bounds(highest.cost)]
  const days = costs.days()
  const span = session.bounds(days.cost)
  const artefact = encodeCompiled(compilation.compiled)
  const { figures } = compilation
  return {
    characteristics: model.characteristics.length,
    values: model.characteristics.reduce((sum, of) => sum + (of.kind === 'choice' ? of.values.length : 0), 0),
    rules: model.constraints.length,
    variants: session.count(),
    currency: model.currency,
    lowestMinor: model.basePriceMinor + lowest.fixed + (low?.lowest ?? 0),
    highestMinor: model.basePriceMinor + highest.fixed + (high?.highest ?? 0),
    isPriceExact: low?.isExact === true && high?.isExact === true,
    soonestDays: Math.max(days.fixed, span?.lowest ?? 0),
    latestDays: Math.max(days.fixed, span?.highest ?? 0),
    engine: solver.kind,
    steps: figures.reduce((sum, part) => sum + part.steps, 0),
    nodes: figures.reduce((sum, part) => sum + part.nodes, 0),
    artefactBytes: artefact.length,
    compressedBytes: gzipSync(artefact).length,
    sawRedundancy,
  }
}
