import { onScopeDispose, watch } from 'vue'
import { useServices } from '../services.ts'
import { useKiosk } from '../stores/kiosk.ts'
import { useSharing } from '../stores/sharing.ts'

/** At most one word of it in this time, however fast somebody taps. Milliseconds. */
export const SAY_EVERY_MS = 800
/** Said again before it is forgotten (`PRESENCE_LASTS_MS`). Milliseconds. */
export const SAY_AGAIN_MS = 5_000

/**
 * Tells who helps what the shopper looks at, while something is shared and the caller is on the screen. The last word always gets
 * through; ones in between may not.
 */
export function useLooking() {
  const kiosk = useKiosk()
  const sharing = useSharing()
  const { timers } = useServices()
  let looking: string | null = null
  let said: string | null = null
  let isResting = false

  function look(at: string | null): void {
    looking = at
    if (at !== said && !isResting) say()
  }

  function say(): void {
    if (!sharing.draft || sharing.paused) return
    said = looking
    void kiosk.askInVisit('draft:look', { looking })
    isResting = true
    timers.after(SAY_EVERY_MS, () => {
      isResting = false
      if (looking !== said) say()
    })
  }

  watch(
    () => sharing.draft !== null && !sharing.paused,
    (on) => on && looking !== null && say(),
  )
  onScopeDispose(timers.every(SAY_AGAIN_MS, () => looking !== null && say()))
  onScopeDispose(() => {
    looking = null
    if (said !== null) say()
  })

  return { look }
}
