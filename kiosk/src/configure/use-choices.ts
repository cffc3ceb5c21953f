import type { Choice, Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import { computed, shallowRef } from 'vue'
import type { Ref } from 'vue'

/** Choices that 'Undo' can take back. */
const UNDO_MAX = 50

/** Choices under a model: what they allow, what they cost, and the way back. `onChange` follows every change by the shopper. */
export function useChoices(model: Readonly<Ref<ConfigModel | null>>, onChange: () => void) {
  const choices = shallowRef<Choices>({})
  const past = shallowRef<readonly Choices[]>([])
  const configurator = computed(() => (model.value ? openConfigurator(model.value) : null))
  const look = computed(() => configurator.value?.look(choices.value) ?? null)
  const price = computed(() => (model.value ? priceOf(model.value, choices.value) : null))

  /** Begins with these choices, or with the whole standard product; there is nothing to undo yet. */
  function start(from: Choices | null): void {
    past.value = []
    choices.value = from ?? configurator.value?.complete({}) ?? {}
  }

  function change(next: Choices): void {
    past.value = [...past.value, choices.value].slice(-UNDO_MAX)
    choices.value = next
    onChange()
  }

  /** Chooses a value; null leaves the characteristic open. */
  function choose(characteristicId: string, choice: Choice | null): void {
    const others = Object.fromEntries(Object.entries(choices.value).filter(([id]) => id !== characteristicId))
    change(choice === null ? others : { ...others, [characteristicId]: choice })
  }

  function undo(): void {
    const before = past.value.at(-1)
    if (!before) return
    past.value = past.value.slice(0, -1)
    choices.value = before
    onChange()
  }

  return {
    choices,
    look,
    price,
    canUndo: computed(() => past.value.length > 0),
    repair: (characteristicId: string, valueId: string) =>
      configurator.value?.repair(choices.value, characteristicId, valueId) ?? null,
    start,
    change,
    choose,
    undo,
  }
}
