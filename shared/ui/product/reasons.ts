import type { Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { ConfiguratorView, Reason } from '@dangol/domain/configurations/view.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { choiceText } from './describe-choices.ts'

/** Why a value is ruled out: the shopper's own choices that are in its way, and the rules by which they are. */
export interface WhyNot {
  readonly own: readonly { readonly id: string; readonly what: string; readonly choice: string }[]
  readonly rules: readonly Reason[]
}

/** What excludes a value, in the reader's language; null when nothing does. */
export function whyNot(o: {
  readonly model: ConfigModel
  readonly made: Choices
  readonly madeLook: ConfiguratorView
  readonly id: string
  readonly valueId: string
  readonly lang: Lang
}): WhyNot | null {
  const state = o.madeLook.characteristics.get(o.id)?.values.get(o.valueId)
  if (state?.kind !== 'excluded') return null
  const own = state.conflictsWith.flatMap((id) => {
    const other = o.model.characteristics.find((each) => each.id === id)
    const choice = o.made[id]
    return other === undefined || choice === undefined
      ? []
      : [{ id, what: other.title[o.lang], choice: choiceText(other, choice, o.lang) }]
  })
  return { own, rules: state.because }
}
