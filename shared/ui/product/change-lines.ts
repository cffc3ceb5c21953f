import type { Characteristic, Choice, Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { effectiveChoices } from '@dangol/domain/configurations/effective.ts'
import { choiceText } from './describe-choices.ts'

/** One characteristic on which two configurations differ, in words; null where one of them has no choice. */
export interface ChangeLine {
  readonly id: string
  readonly what: string
  readonly from: string | null
  readonly to: string | null
}

/** On what two configurations of a model differ, in the model's order; choices that do not count in either are not told. */
export function changeLines(model: ConfigModel, before: Choices, after: Choices, lang: Lang): ChangeLine[] {
  const [from, to] = [effectiveChoices(model, before), effectiveChoices(model, after)]
  return model.characteristics
    .filter((each) => from[each.id] !== to[each.id])
    .map((each) => ({
      id: each.id,
      what: each.title[lang],
      from: said(each, from[each.id], lang),
      to: said(each, to[each.id], lang),
    }))
}

const said = (each: Characteristic, choice: Choice | undefined, lang: Lang): string | null =>
  choice === undefined ? null : choiceText(each, choice, lang)
