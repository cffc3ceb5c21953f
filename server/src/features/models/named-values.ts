import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { titled } from '@dangol/domain/configurations/price.ts'
import type { Localised } from '@dangol/domain/text/localised.ts'

/** A value as reports name it: 'characteristic=value', and in words. */
export interface NamedValue {
  readonly name: string
  readonly title: Localised
}

/** Every value of a model by its name, in the model's order. */
export const valuesOf = (model: ConfigModel): ReadonlyMap<string, NamedValue> =>
  new Map(
    model.characteristics.flatMap((each) =>
      each.kind === 'choice'
        ? each.values.map((value) => {
            const name = `${each.id}=${value.id}`
            return [name, { name, title: titled(each.title, value.title) }] as const
          })
        : [],
    ),
  )
