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
  // A code held to the reader opens a visit without any touch: what it opened comes up over the inviting screen.
  watch(
    () => (kiosk.visit?.level === 'L1' ? kiosk.visit.id : null),
    (opened) => {
      if (opened === null || navigation.view.kind !== 'attract') return
      navigation.home()
      navigation.go({ kind: 'mine' })
    },
    { flush: 'sync' },
  )
}
