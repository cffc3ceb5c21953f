import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { checkModel } from '@dangol/modelling/check/check-model.ts'
import type { Figures, ModelFault } from '@dangol/modelling/check/report.ts'
import { money } from '@dangol/domain/money/arithmetic.ts'
import type { DryRun } from '@dangol/protocol/models.ts'

type Sound = Extract<DryRun, { kind: 'sound' }>

/** What the check of a model says, as the office hears it. */
export type Judgement =
  | { readonly isSound: false; readonly faults: readonly ModelFault[] }
  | { readonly isSound: true; readonly findings: Sound['findings']; readonly figures: Sound['figures'] }

/** Compiles and checks a model that the reader took, as publishing does. */
export function judge(model: ConfigModel): Judgement {
  const { errors, findings, figures } = checkModel(model, { isRead: true })
  if (figures === null) return { isSound: false, faults: errors }
  return {
    isSound: true,
    findings: findings.map(({ title, rules, ...finding }) => ({ ...finding, title: { ...title }, rules: [...rules] })),
    figures: figuresOf(figures),
  }
}

/** Values that no product has, as 'characteristic=value'. */
export const deadValuesOf = (model: ConfigModel): string[] =>
  checkModel(model, { isRead: true })
    .findings.filter(({ kind }) => kind === 'dead-value')
    .map(({ name }) => name)

function figuresOf(figures: Figures): Sound['figures'] {
  const { characteristics, values, rules, variants, currency, engine, artefactBytes } = figures
  return {
    ...{ characteristics, values, rules, engine, artefactBytes },
    variants: variants === null ? null : String(variants),
    lowest: money(figures.lowestMinor, currency),
    highest: money(figures.highestMinor, currency),
  }
}
