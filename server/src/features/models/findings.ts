import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import type { DryRun } from '@dangol/protocol/models.ts'
import { valuesOf } from './named-values.ts'

type Sound = Extract<DryRun, { kind: 'sound' }>

/** What the check of a model says, in the words of the wire. Prices in minor units. */
export interface Judgement {
  readonly faults: readonly { readonly name: string; readonly sentence: string }[]
  readonly findings: Sound['findings']
  readonly figures: Omit<Sound['figures'], 'lowest' | 'highest'> & { readonly lowest: number; readonly highest: number }
}

/** Compiles and checks a model as publishing does. */
export function judge(model: ConfigModel): Judgement {
  const view = openConfigurator(model).look({})
  const { price, variants } = view.outlook
  const base = priceOf(model, {}).total.minor
  return {
    faults: [],
    findings: deadValuesOf(model).map((name) => ({
      kind: 'dead-value',
      name,
      title: { ...(valuesOf(model).get(name)?.title ?? { ko: name, en: name }) },
      rules: [],
    })),
    figures: {
      characteristics: model.characteristics.length,
      values: valuesOf(model).size,
      rules: model.constraints.length,
      variants: variants === null ? null : String(variants),
      lowest: price?.lowest.minor ?? base,
      highest: price?.highest.minor ?? base,
      engine: 'diagram',
      artefactBytes: 0,
    },
  }
}

/** Values that no product has, as 'characteristic=value'. */
export function deadValuesOf(model: ConfigModel): string[] {
  const { characteristics } = openConfigurator(model).look({})
  return [...characteristics].flatMap(([id, { values }]) =>
    [...values].filter(([, state]) => state.kind === 'excluded').map(([value]) => `${id}=${value}`),
  )
}
