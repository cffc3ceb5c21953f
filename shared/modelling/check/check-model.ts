import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { readModel } from '../files/read.ts'
import { writeModel } from '../files/write/write.ts'
import { compiledModel } from './compiled-model.ts'
import type { CompiledModel } from './compiled-model.ts'
import { contradiction } from './contradiction.ts'
import { deadFindings } from './dead.ts'
import { defaultFindings } from './defaults.ts'
import { figuresOf } from './figures.ts'
import { redundantFindings } from './redundant.ts'
import type { Finding, ModelFault, ModelReport } from './report.ts'
import { unreachableFindings } from './unreachable.ts'

/**
 * What publishing has to know of a model: whether it is one and has products, what in it nobody can reach, and how large it is.
 * `isRead` when it comes from `readModel`, which has found its references, bounds and conditions right already.
 */
export function checkModel(model: ConfigModel, { isRead = false } = {}): ModelReport {
  const faults = isRead ? [] : malformed(model)
  if (faults.length > 0) return refused(faults)
  const compiled = compiledModel(model)
  if (compiled === null) return refused([contradiction(model)])
  const redundant = redundantFindings(compiled)
  const findings = [
    ...slower(compiled),
    ...deadFindings(compiled),
    ...(redundant ?? []),
    ...unreachableFindings(compiled),
    ...defaultFindings(compiled),
  ]
  return { errors: [], findings, figures: figuresOf(compiled, redundant !== null) }
}

const refused = (errors: readonly ModelFault[]): ModelReport => ({ errors, findings: [], figures: null })

/** A model is right when its own file would be read: the reader knows every bound, reference and circle, and says each in one way. */
function malformed(model: ConfigModel): ModelFault[] {
  const read = readModel({ name: model.id, text: writeModel(model) })
  return read.ok ? [] : read.error.errors.map(({ name, sentence }) => ({ name, sentence, rules: [] }))
}

function slower({ model, compilation, written }: CompiledModel): Finding[] {
  const { parts } = compilation.compiled
  const searched = parts.filter(({ diagram }) => diagram === null).flatMap(({ variables }) => [...variables])
  if (searched.length === 0) return []
  const rules = written.problem.rules.slice(0, written.limits)
  const ids = new Set(searched)
  const own = rules.flatMap((rule) =>
    rule.kind === 'allow' || rule.kind === 'forbid' ? (rule.scope.some((at) => ids.has(at)) ? [rule.name] : []) : [],
  )
  return [{ kind: 'slower', name: model.id, title: model.title, rules: [...new Set(own)] }]
}
