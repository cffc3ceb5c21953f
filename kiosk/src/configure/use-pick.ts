import type { Proposal } from '@dangol/ui/product/proposal.ts'
import { computed, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { useDrafting } from '../stores/drafting.ts'
import { useDates } from './use-dates.ts'

/** Picking one of a few proposals: the first that changes anything until another is pressed, and the date of each. */
export function usePick(proposals: Readonly<Ref<readonly Proposal[]>>) {
  const drafting = useDrafting()
  const pressed = shallowRef<number | null>(null)
  const picked = computed<Proposal | null>({
    get: () => proposals.value[pressed.value ?? firstWithChange(proposals.value)] ?? null,
    set: (one) => (pressed.value = one === null ? null : proposals.value.indexOf(one)),
  })
  const products = computed(() => proposals.value.map((one) => one.hand.choices))
  const dates = useDates(
    () => drafting.model,
    () => products.value,
  )
  return { picked, dates }
}

const firstWithChange = (proposals: readonly Proposal[]): number =>
  Math.max(
    0,
    proposals.findIndex((one) => one.lines.length > 0),
  )
