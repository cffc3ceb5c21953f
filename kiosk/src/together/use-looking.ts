import { onScopeDispose, watch } from 'vue'
import { useKiosk } from '../stores/kiosk.ts'
import { useSharing } from '../stores/sharing.ts'

/**
 * Tells who helps what the shopper looks at, while something is shared and the caller is on the screen. How often it is told on,
 * and that it is told again, is the host's.
 */
export function useLooking() {
  const kiosk = useKiosk()
  const sharing = useSharing()
  let looking: string | null = null
  let said: string | null = null

  function look(at: string | null): void {
    looking = at
    if (at !== said && sharing.draft) say()
  }

  function say(): void {
    said = looking
    void kiosk.askInVisit('draft:look', { looking })
  }

  watch(
    () => sharing.draft !== null,
    (on) => on && say(),
  )
  onScopeDispose(() => look(null))

  return { look }
}
