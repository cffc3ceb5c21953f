import { computed, ref, shallowRef } from 'vue'
import type { AnyRefusal } from './text.ts'

type Outcome<T> = { ok: true; value: T } | { ok: false; error: { code: AnyRefusal } }

/** One thing asked of the store at a time from one place: what is under way, and why the last one was refused. */
export function useAction() {
  const underWay = ref<string | null>(null)
  const refusal = shallowRef<AnyRefusal | null>(null)
  return {
    underWay: computed(() => underWay.value),
    refusal: computed(() => refusal.value),
    forget: () => (refusal.value = null),
    /** Runs it unless something else is under way; returns the value, or null when refused. `name` tells which button waits. */
    run: async <T>(name: string, act: () => Promise<Outcome<T>>): Promise<{ value: T } | null> => {
      if (underWay.value !== null) return null
      underWay.value = name
      refusal.value = null
      const outcome = await act()
      underWay.value = null
      if (outcome.ok) return { value: outcome.value }
      refusal.value = outcome.error.code
      return null
    },
  }
}
