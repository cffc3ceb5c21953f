import { computed } from 'vue'
import { useKiosk } from '../stores/kiosk.ts'
import { useCountdown } from '../time/use-countdown.ts'

/** Minutes that the approval still counts, begun ones included; 0 without one. */
export function useMinutesLeft() {
  const kiosk = useKiosk()
  const seconds = useCountdown(() => kiosk.visit?.approvedUntil)
  return computed(() => Math.ceil(seconds.value / 60))
}
