import type { Characteristic, Choice, Choices, ConfigModel } from '@dangol/domain/catalogue/model.ts'
import { openConfigurator } from '@dangol/domain/configurations/engine.ts'
import { priceOf } from '@dangol/domain/configurations/price.ts'
import type { CharacteristicView } from '@dangol/domain/configurations/view.ts'
import { computed, shallowRef } from 'vue'

/** One characteristic that is asked now, with what may be said of it. */
export interface Question {
  readonly characteristic: Characteristic
  readonly view: CharacteristicView
  readonly missing: boolean
}

/**
 * Configuring on the tablet: the same engine and the same price function as kiosk and server. A value that the present choices rule
 * out may still be chosen; then as few others as can be give way, and they are named.
 */
export function useConfigure(model: ConfigModel, start: Choices) {
  const configurator = openConfigurator(model)
  const choices = shallowRef<Choices>(start)
  const gaveWay = shallowRef<readonly Characteristic[]>([])
  const view = computed(() => configurator.look(choices.value))

  function set(characteristic: Characteristic, choice: Choice | null): void {
    gaveWay.value = []
    if (choice === null || choice === '') {
      choices.value = Object.fromEntries(Object.entries(choices.value).filter(([id]) => id !== characteristic.id))
      return
    }
    const state = view.value.characteristics.get(characteristic.id)?.values.get(String(choice))
    const repair =
      state?.kind === 'excluded' ? configurator.repair(choices.value, characteristic.id, String(choice)) : null
    if (repair) {
      const moved = new Set([...repair.changed, ...repair.dropped])
      gaveWay.value = model.characteristics.filter((each) => moved.has(each.id))
    }
    choices.value = repair?.choices ?? { ...choices.value, [characteristic.id]: choice }
  }

  return {
    choices,
    /** What had to give way to the last choice. */
    gaveWay,
    price: computed(() => priceOf(model, choices.value).total),
    complete: computed(() => view.value.complete),
    missingCount: computed(() => view.value.missing.length),
    conflicts: computed(() => view.value.violated),
    /** The questions that apply, by group, in the model's order. */
    groups: computed(() =>
      model.groups
        .map((group) => ({ group, questions: questionsOf(model, group.id, view.value) }))
        .filter(({ questions }) => questions.length > 0),
    ),
    set,
    /** Fills in defaults for all that is still open. */
    fill: () => (choices.value = configurator.complete(choices.value)),
  }
}

function questionsOf(
  model: ConfigModel,
  groupId: string,
  view: ReturnType<ReturnType<typeof openConfigurator>['look']>,
): Question[] {
  return model.characteristics.flatMap((characteristic) => {
    const state = view.characteristics.get(characteristic.id)
    if (characteristic.group !== groupId || !state?.applies) return []
    return [{ characteristic, view: state, missing: view.missing.includes(characteristic.id) }]
  })
}
