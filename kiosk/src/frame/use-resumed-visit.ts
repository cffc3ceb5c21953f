import { watch } from 'vue'
import { useKiosk } from '../stores/kiosk.ts'
import { useNavigation } from '../stores/navigation.ts'

/**
 * A page that opens in the middle of a visit, after a crash, shows that somebody is here: an inviting screen over somebody's
 * visit would be an invitation into it (E1).
 */
export function useResumedVisit(): void {
  const kiosk = useKiosk()
  const navigation = useNavigation()
  const stop = watch(
    () => kiosk.state,
    (first) => {
      if (first === null) return
      queueMicrotask(() => stop())
      if (first.visit !== null && navigation.view.kind === 'attract') navigation.home()
    },
    { immediate: true, flush: 'sync' },
  )
}
