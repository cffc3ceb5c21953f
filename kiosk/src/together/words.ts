import type { Author, Change, NotTaken } from '@dangol/domain/assist/shared-draft.ts'
import type { Choice, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { choiceText } from '@dangol/ui/product/describe-choices.ts'

/** One change in words; `to` is null where a choice was taken out. */
export interface ChangeInWords {
  readonly id: string
  readonly what: string
  readonly to: string | null
}

/** Changes in the reader's language, in the model's order; of what the model no longer has there are no words. */
export function changesInWords(model: ConfigModel, changes: readonly Change[], lang: Lang): ChangeInWords[] {
  const byId = new Map(changes.map((change) => [change.characteristicId, change]))
  return model.characteristics.flatMap((each) => {
    const change = byId.get(each.id)
    return change
      ? [{ id: each.id, what: each.title[lang], to: change.to === null ? null : choiceText(each, change.to, lang) }]
      : []
  })
}

/** A choice that was not taken, in words. */
export interface LostInWords {
  readonly id: string
  readonly what: string
  readonly wanted: string | null
  readonly now: string | null
  /** Null for whoever stands at the kiosk, or nobody. */
  readonly name: string | null
  readonly why: NotTaken['why']
  /** The value that was wanted, where there is a list of them to explain it in. */
  readonly valueId: string | null
}

/** What was not taken, in the reader's language. */
export function lostInWords(model: ConfigModel, lost: readonly NotTaken[], lang: Lang): LostInWords[] {
  return lost.flatMap((one) => {
    const each = model.characteristics.find(({ id }) => id === one.characteristicId)
    if (!each) return []
    const said = (choice: Choice | null) => (choice === null ? null : choiceText(each, choice, lang))
    const valueId = each.kind === 'choice' && typeof one.wanted === 'string' ? one.wanted : null
    return [
      {
        ...{ id: each.id, what: each.title[lang], wanted: said(one.wanted), now: said(one.now) },
        ...{ name: nameOf(one.by), why: one.why, valueId },
      },
    ]
  })
}

/** An associate's name; null for the shopper, who needs none, and for nobody. */
export const nameOf = (author: Author | null): string | null => (author?.kind === 'associate' ? author.name : null)
