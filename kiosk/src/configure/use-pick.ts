import { computed, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { useDrafting } from '../stores/drafting.ts'
import type { Proposal } from './proposal.ts'
import { useDates } from './use-dates.ts'

/** Picking one of a few proposals: the first until another is pressed, and the date of each. */
export function usePick(proposals: Readonly<Ref<readonly Proposal[]>>) {
  const drafting = useDrafting()
  const pressed = shallowRef(0)
  const picked = computed<Proposal | null>({
    get: () => proposals.value[pressed.value] ?? null,
    set: (one) => (pressed.value = one === null ? 0 : Math.max(0, proposals.value.indexOf(one))),
  })
  const products = computed(() => proposals.value.map((one) => one.hand.choices))
  const dates = useDates(
    () => drafting.model,
    () => products.value,
  )
  return { picked, dates }
}
