import { isSameHand } from '@dangol/domain/assist/overlay.ts'
import type { Author, Edit, SharedDraft } from '@dangol/domain/assist/shared-draft.ts'
import { sharedHand } from '@dangol/domain/assist/shared-hand.ts'
import type { CharacteristicId, Choices } from '@dangol/domain/catalogue/model.ts'
import type { ChosenBy, InHand } from '@dangol/domain/configurations/in-hand.ts'
import type { Configurator } from '@dangol/domain/configurations/view.ts'

/** Whoever stands at this kiosk. */
export const SHOPPER: Author = { kind: 'shopper' }

/**
 * A shared draft in the shopper's hands. `made` holds the shopper's edits on their way as well; `before` still knows who made,
 * and in which order, what nobody touched since the draft was shared.
 */
export function handOf(
  configurator: Configurator,
  draft: Pick<SharedDraft, 'hands' | 'made'>,
  made: Choices,
  before: InHand['by'],
): InHand {
  const hand = sharedHand(configurator, draft, made)
  const isOnItsWay = (id: CharacteristicId): boolean => made[id] !== draft.made[id]
  const madeBy = (id: CharacteristicId): ChosenBy => {
    if (isOnItsWay(id)) return 'shopper'
    return draft.hands[id] === undefined ? (before.get(id) ?? 'saved') : draft.hands[id].author.kind
  }
  const at = (id: CharacteristicId): number =>
    isOnItsWay(id) ? Number.MAX_SAFE_INTEGER : (draft.hands[id]?.revision ?? 0)
  const known = [...before.keys()].filter((id) => hand.by.has(id))
  const order = [...new Set([...known, ...hand.by.keys()])].sort((one, other) => at(one) - at(other))
  return { ...hand, by: new Map(order.map((id) => [id, madeBy(id)])) }
}

/** What others did since revision `seen`, oldest first. */
export const othersSince = (draft: SharedDraft, seen: number, me: Author): readonly Edit[] =>
  draft.history.filter((edit) => edit.revision > seen && !isSameHand(edit.author, me))

/** Whether the same people made the same things in the same order. */
export const isSameBy = (one: InHand['by'], other: InHand['by']): boolean =>
  one.size === other.size && [...one].every(([id, who], at) => [...other.keys()][at] === id && other.get(id) === who)
