import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'

export interface Shown {
  readonly key: string
  readonly model: ConfigModel
  readonly choices: Choices
}

/** Pictures in the loop: with six seconds each it stays under half a minute. */
export const SHOWN_MAX = 5
/** How many colours of one family are varied; more would make every picture look like the same noise. */
const VARIED_MAX = 3

/** Whole, valid products to show while nobody is there: each family in turn, every time in other colours. */
export function showcaseOf(models: readonly ConfigModel[]): Shown[] {
  return Array.from({ length: models.length === 0 ? 0 : SHOWN_MAX }, (_, at) => at).flatMap((at) => {
    const model = models[at % models.length]
    if (!model) return []
    return [{ key: `${model.id}-${at}`, model, choices: variant(model, at + 1) }]
  })
}

/** The family in its n-th colours. A colour that would exclude another is passed over: what is shown can be made. */
export function variant(model: ConfigModel, n: number): Choices {
  const configurator = openConfigurator(model)
  const coloured = model.characteristics
    .filter((each) => each.kind === 'choice')
    .filter((each) => each.values.length > 1 && each.values.every((value) => value.swatch !== undefined))
    .slice(0, VARIED_MAX)
  let choices: Choices = {}
  for (const each of coloured) {
    const value = each.values[(n * 2 + 1) % each.values.length]
    const state = value && configurator.look(choices).characteristics.get(each.id)?.values.get(value.id)
    if (value && state?.kind === 'open') choices = { ...choices, [each.id]: value.id }
  }
  return configurator.complete(choices)
}
