import type { CharacteristicId, Choices } from '../catalogue/model.ts'
import { madeChoices } from '../configurations/in-hand.ts'
import type { ChosenBy, InHand } from '../configurations/in-hand.ts'
import type { Configurator } from '../configurations/view.ts'
import { changesBetween } from './overlay.ts'
import type { Change, SharedDraft } from './shared-draft.ts'

/**
 * The product of a shared draft as every screen shows it: what somebody made, and the rest filled in by one rule. `made` differs
 * from the draft's while own edits are on their way.
 */
export function sharedHand(configurator: Configurator, draft: Pick<SharedDraft, 'hands'>, made: Choices): InHand {
  const by = Object.keys(made).map((id): [CharacteristicId, ChosenBy] => [id, draft.hands[id]?.author.kind ?? 'saved'])
  return { choices: configurator.complete(made), by: new Map(by), filledBy: 'defaults' }
}

/**
 * The edit that puts another product in everybody's hands. What was filled in counts as made where the other screens would fill
 * in something else: this product was shown, and this one it shall be.
 */
export function changesToHand(configurator: Configurator, made: Choices, next: InHand): Change[] {
  const wanted = madeChoices(next)
  const filled = configurator.complete(wanted)
  const pinned = Object.entries(next.choices).filter(([id, choice]) => filled[id] !== choice)
  return changesBetween(made, { ...wanted, ...Object.fromEntries(pinned) })
}
