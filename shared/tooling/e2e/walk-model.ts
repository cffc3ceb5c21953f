import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { runner } from '../../../server/shop/demo/families/runner/model.ts'

/** What a value of a characteristic is called. Throws when the model has no such value. */
export function titleOf(model: ConfigModel, characteristicId: string, valueId: string, lang: Lang): string {
  const characteristic = model.characteristics.find((one) => one.id === characteristicId)
  const value = characteristic?.kind === 'choice' ? characteristic.values.find((one) => one.id === valueId) : undefined
  if (value === undefined) throw new Error(`${model.id} has no ${characteristicId} ${valueId}`)
  return value.title[lang]
}

/** The runner as it is next season: a plated midsole is no longer made, and every pair costs 10,000 won more. */
export const nextSeason: ConfigModel = {
  ...runner,
  basePriceMinor: runner.basePriceMinor + 10_000,
  characteristics: runner.characteristics.map((each) =>
    each.id === 'midsole' && each.kind === 'choice'
      ? { ...each, values: each.values.filter(({ id }) => id !== 'plated') }
      : each,
  ),
  constraints: runner.constraints.filter(({ id }) => !['plate-outsole', 'trail-foam', 'plate-suede'].includes(id)),
  priceRules: runner.priceRules.filter(({ id }) => id !== 'race-set'),
  leadTimes: runner.leadTimes.filter(({ id }) => id !== 'plate'),
  art: {
    ...runner.art,
    layers: runner.art.layers.filter(({ when }) => when?.['midsole']?.includes('plated') !== true),
  },
}
