import { onScopeDispose, ref } from 'vue'
import { useServices } from '../services.ts'

/** A finger that was on its way to what stood here before must not answer what has just come up. Milliseconds. */
const SETTLE_MS = 600

/** False for a moment after the caller came up. */
export function useSettled() {
  const { timers } = useServices()
  const settled = ref(false)
  onScopeDispose(timers.after(SETTLE_MS, () => (settled.value = true)))
  return settled
}
