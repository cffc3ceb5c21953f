import type {
  Characteristic,
  ChoiceCharacteristic,
  Choice,
  Choices,
  ConfigModel,
} from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import {
  asSaved,
  filledIn,
  madeChoices,
  repaired,
  standardProduct,
  withChoice,
} from '@dangol/domain/configurations/in-hand.ts'
import type { InHand } from '@dangol/domain/configurations/in-hand.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import type {
  CharacteristicView,
  Configurator,
  ConfiguratorView,
  Preference,
} from '@dangol/domain/configurations/view.ts'
import type { Lang } from '@dangol/domain/text/localised.ts'
import { changeLines } from '@dangol/ui/product/change-lines.ts'
import { distinct, proposalOf } from '@dangol/ui/product/proposal.ts'
import type { Proposal } from '@dangol/ui/product/proposal.ts'
import { whyNot } from '@dangol/ui/product/reasons.ts'
import { computed, shallowRef } from 'vue'
import type { Ref } from 'vue'

/** Ways to have a value that are shown; an associate beside a shopper reads no longer list. */
const WAYS_MAX = 3

/** One characteristic that is asked now, with what may be said of it. */
export interface Question {
  readonly characteristic: Characteristic
  readonly view: CharacteristicView
  /** What the choices that somebody made still allow; what was filled in gives way by itself. */
  readonly madeView: CharacteristicView
  readonly missing: boolean
}
/** A value that was wanted although it is ruled out. */
export interface Asked {
  readonly characteristic: ChoiceCharacteristic
  readonly valueId: string
}

/** Whose hands the product is in: the associate's alone, or shared with a shopper at a kiosk. */
export interface Hands {
  readonly hand: Readonly<Ref<InHand>>
  /** Puts another state of it in their place. */
  readonly become: (next: InHand) => void
}

/** Configuring alone on the tablet. A new one, from null, is the standard product. */
export function useConfigure(model: ConfigModel, start: Choices | null) {
  const configurator = openConfigurator(model)
  const hand = shallowRef<InHand>(start === null ? standardProduct(configurator) : asSaved(start))
  const configure = configureWith(model, configurator, { hand, become: (next) => (hand.value = next) })
  /** Another state of the same document, such as a colleague's. */
  return { ...configure, reopen: (theirs: Choices): void => configure.become(asSaved(theirs)) }
}

/**
 * Configuring on the tablet: the same engine and the same price function as kiosk and server. A value that is ruled out is not
 * taken, but asked about: why, and what would have to change for it.
 */
export function configureWith(model: ConfigModel, configurator: Configurator, hands: Hands) {
  const { hand } = hands
  const asked = shallowRef<Asked | null>(null)
  const last = shallowRef<{ before: Choices; after: Choices; touched: string } | null>(null)
  const choices = computed(() => hand.value.choices)
  const made = computed(() => madeChoices(hand.value))
  const view = computed(() => configurator.look(choices.value))
  const madeView = computed(() => configurator.look(made.value))

  function become(next: InHand): void {
    last.value = null
    asked.value = null
    hands.become(next)
  }

  function set(characteristic: Characteristic, choice: Choice | null): void {
    const wanted = choice === '' ? null : choice
    const state = madeView.value.characteristics.get(characteristic.id)?.values.get(String(wanted))
    if (state?.kind === 'excluded' && characteristic.kind === 'choice')
      return void (asked.value = { characteristic, valueId: String(wanted) })
    const before = choices.value
    become(withChoice(configurator, hand.value, characteristic.id, wanted))
    last.value = { before, after: choices.value, touched: characteristic.id }
  }

  return {
    ...{ choices, asked, set, become },
    price: computed(() => priceOf(model, choices.value).total),
    /** Where the price can still go; null while it cannot go anywhere else. */
    range: computed(() => {
      const price = madeView.value.outlook.price
      return price === null || price.lowest.minor === price.highest.minor ? null : price
    }),
    /** Whether anything is left that nobody chose. */
    isOpen: computed(() => madeView.value.outlook.variants !== 1n),
    complete: computed(() => view.value.complete),
    missingCount: computed(() => view.value.missing.length),
    conflicts: computed(() => view.value.violated),
    /** What was filled in and had to give way to the last choice, or came with it. */
    gaveWay: (lang: Lang) =>
      last.value === null
        ? []
        : changeLines(model, last.value.before, last.value.after, lang).filter(({ id }) => id !== last.value?.touched),
    /** The questions that apply, by group, in the model's order. */
    groups: computed(() => groupsOf(model, view.value, madeView.value)),
    ...adviceOn(model, configurator, { hand, made, view, madeView }),
    take: (way: Proposal): void => become(way.hand),
    /** Fills in all that nobody chose. */
    fillIn: (by: Preference): void => become(filledIn(configurator, hand.value, by)),
  }
}
export type Configure = ReturnType<typeof configureWith>

interface Looked {
  readonly hand: Readonly<Ref<InHand>>
  readonly made: Readonly<Ref<Choices>>
  readonly view: Readonly<Ref<ConfiguratorView>>
  readonly madeView: Readonly<Ref<ConfiguratorView>>
}

/** What an associate may say of what does not go. */
function adviceOn(model: ConfigModel, configurator: Configurator, { hand, made, view, madeView }: Looked) {
  const proposed = (next: InHand, lang: Lang): Proposal => proposalOf(model, hand.value, next, lang)
  return {
    /** Why a value is ruled out, and the nearest ways to have it, best first. */
    why: ({ characteristic: { id }, valueId }: Asked, lang: Lang) => ({
      reasons: whyNot({ model, made: made.value, madeLook: madeView.value, id, valueId, lang }),
      ways: distinct(
        configurator
          .repairs(made.value, id, valueId, WAYS_MAX)
          .map((repair) => proposed(repaired(configurator, hand.value, id, repair), lang)),
      ),
    }),
    /** The nearest product that can be made, where this one cannot. */
    wayOut: (lang: Lang): Proposal | null => {
      const repair = view.value.violated.length > 0 ? configurator.mend(hand.value.choices) : null
      return repair && proposed(repaired(configurator, hand.value, null, repair), lang)
    },
  }
}

function groupsOf(model: ConfigModel, look: ConfiguratorView, madeLook: ConfiguratorView) {
  return model.groups
    .map((group) => ({ group, questions: questionsOf(model, group.id, look, madeLook) }))
    .filter(({ questions }) => questions.length > 0)
}

function questionsOf(
  model: ConfigModel,
  groupId: string,
  look: ConfiguratorView,
  madeLook: ConfiguratorView,
): Question[] {
  return model.characteristics.flatMap((characteristic) => {
    const view = look.characteristics.get(characteristic.id)
    const madeView = madeLook.characteristics.get(characteristic.id)
    if (characteristic.group !== groupId || !view?.applies || !madeView) return []
    return [{ characteristic, view, madeView, missing: look.missing.includes(characteristic.id) }]
  })
}
