import type { CharacteristicId, Choice, Choices } from '../catalogue/model.ts'
import type { Configurator, Preference, Repair } from './view.ts'

/** Who made a choice. What nobody made is filled in, and gives way without being asked. */
export type ChosenBy = 'shopper' | 'associate' | 'saved'

/** A product in the shopper's hands: all of it, and what of it somebody chose. */
export interface InHand {
  readonly choices: Choices
  /** What was chosen, in the order of choosing. */
  readonly by: ReadonlyMap<CharacteristicId, ChosenBy>
  /** By what the rest is filled in. */
  readonly filledBy: Preference
}

/** The standard product, of which nothing is chosen yet. */
export const standardProduct = (configurator: Configurator): InHand => ({
  choices: configurator.complete({}),
  by: new Map(),
  filledBy: 'defaults',
})

/** A product as somebody left it: every choice of it counts as made, because nothing saved is altered unasked. */
export const asSaved = (choices: Choices): InHand => ({
  choices,
  by: new Map(Object.keys(choices).map((id) => [id, 'saved'])),
  filledBy: 'defaults',
})

/** The choices that somebody made. */
export const madeChoices = ({ choices, by }: InHand): Choices =>
  Object.fromEntries(Object.entries(choices).filter(([id]) => by.has(id)))

/**
 * The product with this choice; null leaves the characteristic open. What was filled in gives way where it must, and as little
 * of it as can be; what was chosen stays, also where it clashes: that is for `Configurator.repairs`.
 */
export function withChoice(
  configurator: Configurator,
  hand: InHand,
  id: CharacteristicId,
  choice: Choice | null,
): InHand {
  const by = movedToEnd(hand.by, id, 'shopper')
  if (choice === null) {
    const rest = without(hand.choices, id)
    // Completing may fill in what was just emptied.
    return { ...hand, by, choices: without(configurator.complete(rest, hand.filledBy), id) }
  }
  const now = configurator.look(hand.choices)
  // Only values of choices can be in the way of each other.
  if (now.characteristics.get(id)?.values.get(String(choice))?.kind === 'excluded') {
    const made = { ...without(madeChoices(hand), id), [id]: choice }
    return { ...hand, by, choices: configurator.complete(made, hand.filledBy) }
  }
  const choices = { ...hand.choices, [id]: choice }
  const asksMore = configurator.look(choices).missing.some((missing) => !now.missing.includes(missing))
  return { ...hand, by, choices: asksMore ? configurator.complete(choices, hand.filledBy) : choices }
}

/** The product as it would be if this had never been chosen. */
export function withdrawn(configurator: Configurator, hand: InHand, id: CharacteristicId): InHand {
  const by = new Map([...hand.by].filter(([other]) => other !== id))
  const made = madeChoices({ ...hand, by })
  return { ...hand, by, choices: configurator.complete(made, hand.filledBy) }
}

/** The product after a repair: what was asked for is chosen, and what had to give way is chosen no more. */
export function repaired(
  configurator: Configurator,
  hand: InHand,
  asked: CharacteristicId | null,
  repair: Repair,
): InHand {
  const gaveWay = new Set([...repair.changed, ...repair.dropped])
  const kept = new Map([...hand.by].filter(([id]) => !gaveWay.has(id)))
  const by = asked === null ? kept : movedToEnd(kept, asked, 'shopper')
  return { ...hand, by, choices: configurator.complete(repair.choices, hand.filledBy) }
}

/** The product with everything that nobody chose filled in anew. */
export const filledIn = (configurator: Configurator, hand: InHand, filledBy: Preference): InHand => ({
  ...hand,
  filledBy,
  choices: configurator.complete(madeChoices(hand), filledBy),
})

/** The product as somebody else left it; what they changed is marked as theirs. */
export function received(hand: InHand, choices: Choices, from: ChosenBy): InHand {
  const changed = Object.keys(choices).filter((id) => choices[id] !== hand.choices[id])
  const known = [...hand.by].filter(([id]) => id in choices && !changed.includes(id))
  return { ...hand, choices, by: new Map([...known, ...changed.map((id) => [id, from] as const)]) }
}

function movedToEnd(by: InHand['by'], id: CharacteristicId, who: ChosenBy): InHand['by'] {
  const moved = new Map(by)
  moved.delete(id)
  return moved.set(id, who)
}

const without = (choices: Choices, id: CharacteristicId): Choices =>
  Object.fromEntries(Object.entries(choices).filter(([other]) => other !== id))
