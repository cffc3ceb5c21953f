import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { DEFAULT_BUDGET } from '@dangol/domain/solver/compile/compile.ts'
import { variablesOf } from '@dangol/domain/solver/part-problem.ts'
import { readModel } from '../files/read.ts'
import { writeModel } from '../files/write/write.ts'
import { compiledModel, ruleNames } from './compiled-model.ts'
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
 * `isRead` when it comes from `readModel`, which has found its references, bounds and conditions right already. What does not
 * compile within the budget is searched, and reported as slower.
 */
export function checkModel(model: ConfigModel, { isRead = false, budget = DEFAULT_BUDGET } = {}): ModelReport {
  const faults = isRead ? [] : malformed(model)
  if (faults.length > 0) return refused(faults)
  const compiled = compiledModel(model, budget)
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

/** Names the rules of the parts that did not compile. */
function slower({ model, compilation, written }: CompiledModel): Finding[] {
  const { parts } = compilation.compiled
  const searched = new Set(parts.flatMap(({ diagram, variables }) => (diagram === null ? [...variables] : [])))
  if (searched.size === 0) return []
  const places = written.problem.rules.slice(0, written.limits).flatMap((rule, at) => {
    const [first] = variablesOf(rule)
    return first !== undefined && searched.has(first) ? [at] : []
  })
  return [{ kind: 'slower', name: model.id, title: model.title, rules: ruleNames(written, places) }]
}
