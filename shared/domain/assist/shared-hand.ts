import type { CharacteristicId, Choices, ConfigModel } from '../catalogue/model.ts'
import { madeChoices } from '../configurations/in-hand.ts'
import type { ChosenBy, InHand } from '../configurations/in-hand.ts'
import type { Configurator } from '../configurations/view.ts'
import { changesBetween } from './overlay.ts'
import type { Change, SharedDraft } from './shared-draft.ts'

/**
 * The product of a shared draft as every screen shows it: what somebody made, and the rest filled in by the same rule. What
 * somebody emptied stays empty where it may. `made` differs from the draft's while own edits are on their way.
 */
export function sharedHand(
  configurator: Configurator,
  model: ConfigModel,
  draft: Pick<SharedDraft, 'hands'>,
  made: Choices,
): InHand {
  const emptied = new Set(
    model.characteristics
      .filter(({ id, required }) => !required && id in draft.hands && !(id in made))
      .map(({ id }) => id),
  )
  const choices = Object.entries(configurator.complete(made)).filter(([id]) => !emptied.has(id))
  const by = Object.keys(made).map((id): [CharacteristicId, ChosenBy] => [id, draft.hands[id]?.author.kind ?? 'saved'])
  return { choices: Object.fromEntries(choices), by: new Map(by), filledBy: 'defaults' }
}

/**
 * What turns the shared product into another that somebody took in hand. Filling in by a wish of one's own makes every choice:
 * the other screens would fill in otherwise.
 */
export function changesToHand(made: Choices, next: InHand): Change[] {
  return changesBetween(made, next.filledBy === 'defaults' ? madeChoices(next) : next.choices)
}
