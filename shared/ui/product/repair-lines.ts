import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import type { Choices } from '@dangol/domain/catalogue/model.ts'
import type { Repair } from '@dangol/domain/configurations/view.ts'
import type { Money } from '@dangol/domain/money/money.ts'
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

/** What the repaired product costs more; negative when less. */
export function repairSurcharge(model: ConfigModel, before: Choices, repair: Repair): Money {
  const [now, then] = [priceOf(model, before).total, priceOf(model, repair.choices).total]
  return { minor: then.minor - now.minor, currency: model.currency }
}
