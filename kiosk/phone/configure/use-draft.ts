import type { CharacteristicId, Choice, Choices, ConfigModel, ValueId } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import { computed, shallowRef } from 'vue'

/** The most steps that can be taken back; more than anybody remembers having made. */
const UNDO_MAX = 100

/** A configuration while it is being chosen: every answer comes from the same engine as at the kiosk. */
export function useDraft(model: ConfigModel, initial: Choices) {
  const configurator = openConfigurator(model)
  const choices = shallowRef<Choices>(initial)
  const past = shallowRef<readonly Choices[]>([])
  const view = computed(() => configurator.look(choices.value))
  const price = computed(() => priceOf(model, choices.value))
  const changed = computed(() => past.value.length > 0)

  function replace(next: Choices): void {
    past.value = [...past.value.slice(1 - UNDO_MAX), choices.value]
    choices.value = next
  }

  /** Sets one choice; undefined takes it back. */
  function choose(id: CharacteristicId, choice: Choice | undefined): void {
    const { [id]: _gone, ...others } = choices.value
    replace(choice === undefined ? others : { ...others, [id]: choice })
  }

  function undo(): void {
    const last = past.value.at(-1)
    if (last === undefined) return
    past.value = past.value.slice(0, -1)
    choices.value = last
  }

  /** What would change if this value were chosen although it is ruled out; null when it cannot be made. */
  const repairFor = (id: CharacteristicId, value: ValueId) => configurator.repair(choices.value, id, value)

  /** Starts over from stored choices, as after somebody else saved; what was chosen here can still be undone to. */
  const restart = (next: Choices): void => replace(next)

  return { model, choices, view, price, changed, choose, undo, replace, repairFor, restart }
}
