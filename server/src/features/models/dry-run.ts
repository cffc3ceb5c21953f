import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { money } from '@dangol/domain/money/arithmetic.ts'
import { REPORTED_MAX } from '@dangol/protocol/models.ts'
import type { DryRun } from '@dangol/protocol/models.ts'
import { effectOf } from './effect.ts'
import type { Held } from './effect.ts'
import { judge } from './findings.ts'

/** A model that could be read, what is on sale instead, and what people have of it. */
export interface DryRunInput {
  readonly model: ConfigModel
  readonly file: string
  readonly onSale: ConfigModel | null
  readonly held: readonly Held[]
  readonly sawAll: boolean
}

/** What publishing the model would do: refused with what contradicts itself, or sound with findings and effect. */
export function dryRun({ model, file, onSale, held, sawAll }: DryRunInput): DryRun {
  const { faults, findings, figures } = judge(model)
  if (faults.length > 0) {
    const inFile = faults.map(({ name, sentence }) => ({ file, line: null, column: null, name, sentence }))
    return { kind: 'refused', faults: inFile.slice(0, REPORTED_MAX), more: Math.max(0, faults.length - REPORTED_MAX) }
  }
  const { saved, carts, broken } = effectOf(onSale, model, held)
  return {
    kind: 'sound',
    familyId: model.id,
    title: { ...model.title },
    onSale: onSale?.version ?? null,
    version: model.version,
    figures: {
      ...figures,
      lowest: money(figures.lowest, model.currency),
      highest: money(figures.highest, model.currency),
    },
    findings: findings.slice(0, REPORTED_MAX),
    moreFindings: Math.max(0, findings.length - REPORTED_MAX),
    saved,
    carts,
    broken: broken.slice(0, REPORTED_MAX),
    sawAll,
  }
}
