import type { ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ChosenBy, InHand } from '@dangol/domain/configurations/in-hand.ts'
import type { ConfiguratorView } from '@dangol/domain/configurations/view.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { choiceText } from '@dangol/ui/product/describe-choices.ts'
import { stepsOf } from './groups.ts'

/** One line of the product's summary; `text` is null while the characteristic has no choice. */
export interface SummaryLine {
  readonly id: string
  readonly title: string
  readonly text: string | null
  /** Null for what was filled in. */
  readonly by: ChosenBy | null
  readonly isMissing: boolean
}

/** The whole product, group by group. What may be left out and was left out is not told. */
export function summaryOf(model: ConfigModel, look: ConfiguratorView, hand: InHand, lang: Lang) {
  return stepsOf(model, look, hand.by)
    .map((step) => ({
      step,
      lines: step.characteristics
        .map((each) => lineOf(model, look, hand, each.id, lang))
        .filter((line) => line !== null && (line.text !== null || line.isMissing)) as SummaryLine[],
    }))
    .filter(({ lines }) => lines.length > 0)
}

/** What somebody chose, the last first: each can be taken back by itself, however long ago it was. */
export function historyOf(model: ConfigModel, look: ConfiguratorView, hand: InHand, lang: Lang): SummaryLine[] {
  return [...hand.by.keys()].reverse().flatMap((id) => lineOf(model, look, hand, id, lang) ?? [])
}

function lineOf(model: ConfigModel, look: ConfiguratorView, hand: InHand, id: string, lang: Lang): SummaryLine | null {
  const each = model.characteristics.find((one) => one.id === id)
  const view = look.characteristics.get(id)
  if (!each || view?.applies !== true) return null
  const text = view.chosen === null ? null : choiceText(each, view.chosen, lang)
  return { id, title: each.title[lang], text, by: hand.by.get(id) ?? null, isMissing: look.missing.includes(id) }
}
