import type { CharacteristicId } from '@dangol/domain/catalogue/model.ts'
import { computed, nextTick, ref } from 'vue'
import { useDrafting } from '../stores/drafting.ts'
import { firstOpenStep, stepsOf } from './groups.ts'
import type { Step } from './groups.ts'

/** The steps of configuring, and where among them the shopper is; `moved` brings into sight what they went to. */
export function useSteps(moved: { toTop: () => void; show: (characteristicId: CharacteristicId) => void }) {
  const drafting = useDrafting()
  const groupId = ref('')
  const steps = computed(() =>
    drafting.model && drafting.look ? stepsOf(drafting.model, drafting.look, drafting.hand.by) : [],
  )
  const step = computed<Step | undefined>(
    () => steps.value.find((one) => one.group.id === groupId.value) ?? steps.value[0],
  )
  /** The same list until something else is asked in the step: a choice alone draws none of it again. */
  const asked = computed<Step['characteristics']>((last) => {
    const now = step.value?.characteristics ?? []
    return last?.length === now.length && now.every((each, at) => each === last[at]) ? last : now
  })
  const next = computed(() => steps.value[steps.value.findIndex((one) => one === step.value) + 1])

  function go(id: string): void {
    groupId.value = id
    void nextTick(moved.toTop)
  }
  function show(id: CharacteristicId): void {
    const group = drafting.model?.characteristics.find((each) => each.id === id)?.group
    if (group === undefined) return
    groupId.value = group
    void nextTick(() => moved.show(id))
  }
  function start(at: 'first' | 'open'): void {
    groupId.value = (at === 'open' ? firstOpenStep(steps.value) : steps.value[0])?.group.id ?? ''
  }
  function showMissing(): void {
    const [missing] = drafting.look?.missing ?? []
    if (missing !== undefined) show(missing)
  }

  return { steps, step, asked, next, go, show, start, showMissing }
}
