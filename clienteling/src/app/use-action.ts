import { computed, ref, shallowRef } from 'vue'
import { useStepUpStore } from './staff/step-up-store.ts'
import { useStaffStore } from './staff/staff-store.ts'
import type { Refused } from './text.ts'

type Outcome<T> = { ok: true; value: T } | { ok: false; error: Refused }

/** One thing asked of the store at a time from one place: what is under way, and why the last one was refused. */
export function useAction() {
  const [stepUp, staff] = [useStepUpStore(), useStaffStore()]
  const underWay = ref<string | null>(null)
  const refusal = shallowRef<Refused | null>(null)

  /** What needs a passkey asks for it, and is then done after all. */
  async function withPasskey<T>(act: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const outcome = await act()
    if (outcome.ok || outcome.error.code !== 'not-allowed') return outcome
    if (outcome.error.detail === 'sign-in') void staff.check()
    if (outcome.error.detail !== 'step-up') return outcome
    return (await stepUp.ask()) ? act() : outcome
  }

  return {
    underWay: computed(() => underWay.value),
    refusal: computed(() => refusal.value),
    forget: () => (refusal.value = null),
    /** Runs it unless something else is under way; returns the value, or null when refused. `name` tells which button waits. */
    run: async <T>(name: string, act: () => Promise<Outcome<T>>): Promise<{ value: T } | null> => {
      if (underWay.value !== null) return null
      underWay.value = name
      refusal.value = null
      const outcome = await withPasskey(act)
      underWay.value = null
      if (outcome.ok) return { value: outcome.value }
      refusal.value = outcome.error
      return null
    },
  }
}
