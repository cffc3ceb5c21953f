import type { CharacteristicId, Choice, Choices, ConfigModel, ValueId } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import {
  asSaved,
  filledIn,
  madeChoices,
  repaired,
  standardProduct,
  withChoice,
  withdrawn,
} from '@dangol/domain/configurations/in-hand.ts'
import type { InHand } from '@dangol/domain/configurations/in-hand.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import type { Preference, Repair } from '@dangol/domain/configurations/view.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { changeLines } from '@dangol/ui/product/change-lines.ts'
import { distinct, proposalOf } from '@dangol/ui/product/proposal.ts'
import type { Proposal } from '@dangol/ui/product/proposal.ts'
import { computed, shallowRef } from 'vue'

/** The most steps that can be taken back; more than anybody remembers having made. */
const UNDO_MAX = 100
/** Ways to have a value that are shown; more are not a choice any more. */
const WAYS_MAX = 3
/** By what the rest can be filled in, as it is offered. */
export const FILL_BY: readonly Preference[] = ['defaults', 'price', 'date']

/** One step: the product before it, and what the shopper touched; null where they accepted a whole other product. */
interface Step {
  readonly before: InHand
  readonly asked: CharacteristicId | null
}

/**
 * A configuration while it is being chosen: every answer comes from the same engine as at the kiosk. A new one, from null, is the
 * standard product of which nothing is chosen yet; of a stored one every choice counts as made.
 */
export function useDraft(model: ConfigModel, from: Choices | null) {
  const configurator = openConfigurator(model)
  const hand = shallowRef<InHand>(from === null ? standardProduct(configurator) : asSaved(from))
  const past = shallowRef<readonly Step[]>([])
  const choices = computed(() => hand.value.choices)
  const made = computed(() => madeChoices(hand.value))

  function become(next: InHand, asked: CharacteristicId | null = null): void {
    past.value = [...past.value.slice(1 - UNDO_MAX), { before: hand.value, asked }]
    hand.value = next
  }

  function undo(): void {
    const last = past.value.at(-1)
    if (last === undefined) return
    past.value = past.value.slice(0, -1)
    hand.value = last.before
  }

  const proposalsOf = (repairs: readonly Repair[], asked: CharacteristicId | null, lang: Lang): Proposal[] =>
    distinct(
      repairs.map((repair) => proposalOf(model, hand.value, repaired(configurator, hand.value, asked, repair), lang)),
    )

  return {
    ...{ model, hand, choices, made, become, undo },
    /** What the whole product says, and what the choices that somebody made still allow. */
    view: computed(() => configurator.look(choices.value)),
    madeView: computed(() => configurator.look(made.value)),
    price: computed(() => priceOf(model, choices.value)),
    changed: computed(() => past.value.length > 0),
    /** Sets one choice; undefined leaves it open. */
    choose: (id: CharacteristicId, choice: Choice | undefined): void =>
      become(withChoice(configurator, hand.value, id, choice ?? null), id),
    /** Takes back one choice, however long ago it was made. */
    withdraw: (id: CharacteristicId): void => become(withdrawn(configurator, hand.value, id), id),
    /** What the last step altered besides what was touched, in words; nothing where a whole other product was accepted. */
    alsoChanged: (lang: Lang) => {
      const last = past.value.at(-1)
      if (last === undefined || last.asked === null) return []
      const lines = changeLines(model, last.before.choices, choices.value, lang)
      return lines.filter(({ id }) => id !== last.asked)
    },
    /** The nearest ways to have a value that is ruled out, best first. */
    waysTo: (id: CharacteristicId, valueId: ValueId, lang: Lang): Proposal[] =>
      proposalsOf(configurator.repairs(made.value, id, valueId, WAYS_MAX), id, lang),
    /** The nearest product that can be made, where this one cannot. */
    wayOut: (lang: Lang): Proposal | null => {
      const repair = configurator.mend(choices.value)
      return repair === null ? null : (proposalsOf([repair], null, lang)[0] ?? null)
    },
    /** The product with everything that nobody chose filled in, one way each of `FILL_BY`. */
    fillings: (lang: Lang): Proposal[] =>
      FILL_BY.map((by) => proposalOf(model, hand.value, filledIn(configurator, hand.value, by), lang)),
  }
}
export type Draft = ReturnType<typeof useDraft>
