import type { CharacteristicId, Choice, Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import type { Configurator, ConfiguratorView, Repair } from '@dangol/domain/configurations/view.ts'
import { computed, shallowRef } from 'vue'
import type { Ref } from 'vue'
import type { ChosenBy, InHand } from '@dangol/domain/configurations/in-hand.ts'
import {
  asSaved,
  madeChoices,
  received,
  standardProduct,
  withChoice,
  withdrawn,
} from '@dangol/domain/configurations/in-hand.ts'

/** Steps that 'Undo' can take back. */
const UNDO_MAX = 50
const NOTHING: InHand = { choices: {}, by: new Map(), filledBy: 'defaults' }

/** What was done last and altered more than the shopper touched, so that they are told and can take it back. */
export interface Remark {
  readonly kind: 'adjusted' | 'repaired' | 'filled' | 'withdrawn' | 'mended' | 'taken-over'
  /** What the shopper touched; the remark is on the rest. */
  readonly asked: CharacteristicId | null
  readonly before: Choices
}

/** Choices under a model: what they allow, what they cost, and every way back. `onChange` follows every change by the shopper. */
export function useChoices(model: Readonly<Ref<ConfigModel | null>>, onChange: () => void) {
  const hand = shallowRef<InHand>(NOTHING)
  const remark = shallowRef<Remark | null>(null)
  const history = useHistory(hand)
  const configurator = computed(() => (model.value ? remembering(openConfigurator(model.value)) : null))
  const choices = computed(() => hand.value.choices)
  const made = computed(() => madeChoices(hand.value))
  /** What the whole product says: complete, missing, clashing, the price of one other value. */
  const look = computed(() => configurator.value?.look(choices.value) ?? null)
  /** What the choices that somebody made still allow: ruled out is only what clashes with one of those. */
  const madeLook = computed(() => configurator.value?.look(made.value) ?? null)
  const price = computed(() => (model.value ? priceOf(model.value, choices.value) : null))

  /** Begins with a saved product, or with the standard one; there is nothing to undo yet. */
  function start(from: Choices | null): void {
    history.forget()
    remark.value = null
    hand.value = from ? asSaved(from) : configurator.value ? standardProduct(configurator.value) : NOTHING
  }

  /** Takes another product in place of the present one, and says so where `about` tells how. */
  function become(next: InHand, about: Omit<Remark, 'before'> | null): void {
    remark.value = about && { ...about, before: choices.value }
    history.step(next)
    onChange()
  }

  /** Takes what a colleague saved; the shopper can undo that like a choice of their own. */
  function receive(other: Choices, from: ChosenBy): void {
    remark.value = null
    if (altersOthers(choices.value, other, null)) history.step(received(hand.value, other, from))
  }

  /** Chooses a value; null leaves the characteristic open. */
  function choose(id: CharacteristicId, choice: Choice | null): void {
    if (!configurator.value) return
    const next = withChoice(configurator.value, hand.value, id, choice)
    become(next, altersOthers(hand.value.choices, next.choices, id) ? { kind: 'adjusted', asked: id } : null)
  }

  /** Takes back one choice, however long ago it was made. */
  function withdraw(id: CharacteristicId): void {
    if (!configurator.value) return
    become(withdrawn(configurator.value, hand.value, id), { kind: 'withdrawn', asked: null })
  }

  function move(to: 'undo' | 'redo'): void {
    if (!history[to]()) return
    remark.value = null
    onChange()
  }

  return {
    ...{ hand, choices, made, configurator, look, madeLook, price, remark },
    ...{ start, receive, become, choose, withdraw },
    ...{ canUndo: history.canUndo, canRedo: history.canRedo, before: history.before },
    closeRemark: () => void (remark.value = null),
    /** Takes the same product with other hands on it: nothing that could be undone, told or saved. */
    hold: (same: InHand) => void (hand.value = same),
    /** From here on there is no way back: the steps before were somebody else's as well. */
    forgetSteps: history.forget,
    undo: () => move('undo'),
    redo: () => move('redo'),
    /** The nearest ways to have a value, best first. */
    repairs: (id: CharacteristicId, valueId: string, max: number): Repair[] =>
      configurator.value?.repairs(made.value, id, valueId, max) ?? [],
  }
}

/** The same answers, each worked out once for as long as its choices are in anybody's hands. */
function remembering(configurator: Configurator): Configurator {
  const views = new WeakMap<Choices, ConfiguratorView>()
  return {
    ...configurator,
    look(choices) {
      const known = views.get(choices)
      if (known) return known
      const view = configurator.look(choices)
      views.set(choices, view)
      return view
    },
  }
}

function useHistory(hand: Ref<InHand>) {
  const past = shallowRef<readonly InHand[]>([])
  const future = shallowRef<readonly InHand[]>([])

  function step(next: InHand): void {
    past.value = [...past.value, hand.value].slice(-UNDO_MAX)
    future.value = []
    hand.value = next
  }
  /** Moves one step from one side to the other. False when there is none. */
  function move(from: typeof past, to: typeof past): boolean {
    const next = from.value.at(-1)
    if (!next) return false
    from.value = from.value.slice(0, -1)
    to.value = [...to.value, hand.value]
    hand.value = next
    return true
  }
  function forget(): void {
    past.value = []
    future.value = []
  }

  return {
    ...{ step, forget },
    undo: () => move(past, future),
    redo: () => move(future, past),
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => future.value.length > 0),
    /** The product before the last step; null when there was none. */
    before: computed(() => past.value.at(-1)?.choices ?? null),
  }
}

/** Whether anything differs, but for the one that was asked for. */
export function altersOthers(before: Choices, after: Choices, asked: CharacteristicId | null): boolean {
  const ids = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...ids].some((id) => id !== asked && before[id] !== after[id])
}
