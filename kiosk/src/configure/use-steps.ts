import type { CharacteristicId } from '@dangol/domain/catalogue/model.ts'
import type { ConfiguratorView } from '@dangol/domain/configurations/view.ts'
import { computed, nextTick, ref } from 'vue'
import { useDrafting } from '../stores/drafting.ts'
import { usePricing } from '../stores/pricing.ts'
import { asksTheSame, firstOpenStep, stepsOf } from './groups.ts'
import type { Step } from './groups.ts'
import { afterPaintOf } from './use-after-paint.ts'

/** Blocks that are in sight when a step opens. */
const FIRST_BLOCKS = 3

/** The steps of configuring, and where among them the shopper is; `moved` brings into sight what they went to. */
export function useSteps(moved: { toTop: () => void; show: (characteristicId: CharacteristicId) => void }) {
  const drafting = useDrafting()
  const pricing = usePricing()
  const groupId = ref('')
  const countedBy = (look: ConfiguratorView | null) =>
    drafting.model && look ? stepsOf(drafting.model, look, drafting.hand.by) : []
  const counted = () => countedBy(drafting.look)
  /** The same steps until something else is asked; how far each is, which every choice changes, is for who counts anew. */
  const steps = computed<readonly Step[]>((last) => {
    const now = countedBy(pricing.toldLook)
    return last !== undefined && asksTheSame(last, now) ? last : now
  })
  const step = computed<Step | undefined>(
    () => steps.value.find((one) => one.group.id === groupId.value) ?? steps.value[0],
  )
  const asked = computed(() => step.value?.characteristics ?? [])
  /** Of a step that was just opened the first blocks are drawn, and the rest when those are painted. */
  const isWhole = ref(false)
  const drawn = computed(() => (isWhole.value ? asked.value : asked.value.slice(0, FIRST_BLOCKS)))
  afterPaintOf(
    () => step.value?.group.id,
    () => (isWhole.value = true),
  )
  const next = computed(() => steps.value[steps.value.findIndex((one) => one === step.value) + 1])

  function go(id: string): void {
    isWhole.value = id === step.value?.group.id
    groupId.value = id
    void nextTick(moved.toTop)
  }
  function show(id: CharacteristicId): void {
    const group = drafting.model?.characteristics.find((each) => each.id === id)?.group
    if (group === undefined) return
    isWhole.value = true
    groupId.value = group
    void nextTick(() => moved.show(id))
  }
  function start(at: 'first' | 'open'): void {
    groupId.value = (at === 'open' ? firstOpenStep(counted()) : steps.value[0])?.group.id ?? ''
  }
  function showMissing(): void {
    const [missing] = drafting.look?.missing ?? []
    if (missing !== undefined) show(missing)
  }

  return { steps, counted, step, asked, drawn, next, go, show, start, showMissing }
}
