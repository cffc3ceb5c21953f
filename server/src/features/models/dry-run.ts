import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { placeOf, placesIn } from '@dangol/modelling/files/places.ts'
import { REPORTED_MAX } from '@dangol/protocol/models.ts'
import type { DryRun } from '@dangol/protocol/models.ts'
import { effectOf } from './effect.ts'
import type { Held } from './effect.ts'
import { judge } from './findings.ts'
import type { ModelFileText } from './read-files.ts'

/** A model that could be read, what is on sale instead, and what people have of it. */
export interface DryRunInput {
  readonly model: ConfigModel
  /** The file it was read from, so that a fault is told with its line; null for a model that came from elsewhere. */
  readonly file: ModelFileText | null
  readonly onSale: ConfigModel | null
  readonly held: readonly Held[]
  readonly sawAll: boolean
}

/** What publishing the model would do: refused with what contradicts itself, or sound with findings and effect. */
export function dryRun({ model, file, onSale, held, sawAll }: DryRunInput): DryRun {
  const judged = judge(model)
  if (!judged.isSound) {
    const places = placesIn(file?.text ?? '')
    const faults = judged.faults.map(({ name, sentence }) => {
      const { line = null, column = null } = placeOf(places, name) ?? {}
      return { file: file?.name ?? '', line, column, name, sentence }
    })
    return { kind: 'refused', faults: faults.slice(0, REPORTED_MAX), more: Math.max(0, faults.length - REPORTED_MAX) }
  }
  const { findings, figures } = judged
  const { saved, carts, broken } = effectOf(onSale, model, held)
  return {
    kind: 'sound',
    familyId: model.id,
    title: { ...model.title },
    onSale: onSale?.version ?? null,
    version: model.version,
    figures,
    findings: findings.slice(0, REPORTED_MAX),
    moreFindings: Math.max(0, findings.length - REPORTED_MAX),
    saved,
    carts,
    broken: broken.slice(0, REPORTED_MAX),
    sawAll,
  }
}
