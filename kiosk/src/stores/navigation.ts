import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { View } from '../view.ts'

/** Steps that 'Back' can take; further back nobody remembers having been. */
const BACK_STEPS_MAX = 30

/** Where the shopper is and was, in memory only. */
export const useNavigation = defineStore('navigation', () => {
  const view = shallowRef<View>({ kind: 'attract' })
  const steps = ref<View[]>([])
  const canGoBack = computed(() => steps.value.length > 0)

  /** Shows a view; 'Back' returns to the present one. */
  function go(next: View): void {
    if (view.value.kind !== 'attract') steps.value = [...steps.value, view.value].slice(-BACK_STEPS_MAX)
    view.value = next
  }

  /** Shows a view in place of the present one, to which there is no way back: a scan that succeeded, an order placed. */
  function replace(next: View): void {
    view.value = next
  }

  function back(): void {
    const last = steps.value.at(-1)
    if (!last) return
    steps.value = steps.value.slice(0, -1)
    view.value = last
  }

  /** The start of a visit; nothing to go back to. */
  function home(): void {
    steps.value = []
    view.value = { kind: 'home' }
  }

  function reset(): void {
    steps.value = []
    view.value = { kind: 'attract' }
  }

  return { view, canGoBack, go, replace, back, home, reset }
})
