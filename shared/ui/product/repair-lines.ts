import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { Repair } from '@dangol/domain/configurations/view.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { choiceText } from './describe-choices.ts'

interface RepairLine {
  readonly what: string
  readonly from: string
  /** Null when the choice falls away. */
  readonly to: string | null
}

/** What a repair would alter, in words, besides the value that was asked for. */
export function repairLines(
  model: ConfigModel,
  before: Choices,
  repair: Repair,
  asked: string,
  lang: Lang,
): RepairLine[] {
  return model.characteristics
    .filter((each) => each.id !== asked && (repair.changed.includes(each.id) || repair.dropped.includes(each.id)))
    .map((each) => {
      const [from, to] = [before[each.id], repair.choices[each.id]]
      const dropped = to === undefined || repair.dropped.includes(each.id)
      return {
        what: each.title[lang],
        from: from === undefined ? '–' : choiceText(each, from, lang),
        to: dropped ? null : choiceText(each, to, lang),
      }
    })
}
