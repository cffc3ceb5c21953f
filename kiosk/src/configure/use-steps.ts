import type { CharacteristicId } from '@dangol/domain/catalogue/model.ts'
import type { ConfiguratorView } from '@dangol/domain/configurations/view.ts'
import { computed, nextTick, ref } from 'vue'
import { useDrafting } from '../stores/drafting.ts'
import { usePricing } from '../stores/pricing.ts'
import { asksTheSame, firstOpenStep, stepsOf } from './groups.ts'
import type { Step } from './groups.ts'
import { afterPaintOf } from './use-after-paint.ts'

/** Blocks drawn with a step that opens, and so many more with each frame that follows until all are there. */
const FIRST_BLOCKS = 1
const MORE_BLOCKS = 3

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
  /** Of a step that was just opened the first block is drawn, and the rest when that is painted. */
  const drawnMax = ref(FIRST_BLOCKS)
  const drawn = computed(() => asked.value.slice(0, drawnMax.value))
  afterPaintOf(
    () => [step.value?.group.id, drawn.value.length] as const,
    () => {
      if (drawnMax.value < asked.value.length) drawnMax.value += MORE_BLOCKS
    },
  )
  const next = computed(() => steps.value[steps.value.findIndex((one) => one === step.value) + 1])

  function go(id: string): void {
    if (id !== step.value?.group.id) drawnMax.value = FIRST_BLOCKS
    groupId.value = id
    void nextTick(moved.toTop)
  }
  function show(id: CharacteristicId): void {
    const group = drafting.model?.characteristics.find((each) => each.id === id)?.group
    if (group === undefined) return
    drawnMax.value = Infinity
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
