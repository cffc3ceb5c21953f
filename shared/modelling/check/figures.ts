import { gzipSync } from 'node:zlib'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { encodeCompiled } from '@dangol/domain/solver/diagram/bytes.ts'
import type { CompiledModel } from './compiled-model.ts'
import type { Figures } from './report.ts'

/** The size of a model in every sense; prices, days and variants as a kiosk tells them before anything is chosen. */
export function figuresOf({ model, compilation, solver }: CompiledModel, sawRedundancy: boolean): Figures {
  const { compiled, figures } = compilation
  const { price, partDays, variants } = openConfigurator(model, compiled).look({}).outlook
  if (price === null || partDays === null) throw new Error(`${model.id} has products and no price`)
  const artefact = encodeCompiled(compiled)
  return {
    characteristics: model.characteristics.length,
    values: model.characteristics.reduce((sum, of) => sum + (of.kind === 'choice' ? of.values.length : 0), 0),
    rules: model.constraints.length,
    variants,
    currency: model.currency,
    lowestMinor: price.lowest.minor,
    highestMinor: price.highest.minor,
    isPriceExact: price.isExact,
    soonestDays: partDays.soonest,
    latestDays: partDays.latest,
    engine: solver.kind,
    steps: figures.reduce((sum, part) => sum + part.steps, 0),
    nodes: figures.reduce((sum, part) => sum + part.nodes, 0),
    artefactBytes: artefact.length,
    compressedBytes: gzipSync(artefact).length,
    sawRedundancy,
  }
}
