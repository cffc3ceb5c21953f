import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'

/** What a value of a characteristic is called. Throws when the model has no such value. */
export function titleOf(model: ConfigModel, characteristicId: string, valueId: string, lang: Lang): string {
  const characteristic = model.characteristics.find((one) => one.id === characteristicId)
  const value = characteristic?.kind === 'choice' ? characteristic.values.find((one) => one.id === valueId) : undefined
  if (value === undefined) throw new Error(`${model.id} has no ${characteristicId} ${valueId}`)
  return value.title[lang]
}
