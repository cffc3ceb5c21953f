import { computed, onScopeDispose, shallowRef } from 'vue'
import { useServices } from '../services.ts'
import { useKiosk } from '../stores/kiosk.ts'

const TICK_MS = 250

/** Whole seconds until a moment of the host's clock, counted down while the caller lives; 0 when there is none. */
export function useCountdown(endsAt: () => number | null | undefined) {
  const kiosk = useKiosk()
  const { timers } = useServices()
  const ticks = shallowRef(0)
  onScopeDispose(timers.every(TICK_MS, () => (ticks.value += 1)))
  return computed(() => {
    const end = endsAt()
    // Read, so that every tick counts again.
    return end == null || ticks.value < 0 ? 0 : Math.max(0, Math.ceil(kiosk.secondsUntil(end)))
  })
}
