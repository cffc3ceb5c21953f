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
  // A code held to the reader opens a visit without any touch: what it opened comes up over the inviting screen, also over one
  // that is only just opening.
  watch(
    () => (kiosk.visit?.level === 'L1' ? kiosk.visit.id : null),
    (opened) => {
      if (opened === null || navigation.view.kind !== 'attract') return
      navigation.home()
      navigation.go({ kind: 'mine' })
    },
    { immediate: true, flush: 'sync' },
  )
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
