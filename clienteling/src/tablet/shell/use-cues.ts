import type { Announcer } from '@dangol/ui/feedback/use-announcer.ts'
import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useDeviceName } from '../../app/device-name.ts'
import { useStaffContext } from '../../app/staff-context.ts'
import { useText } from '../../app/text.ts'
import type { Cue } from '../now/cues.ts'
import { useFloorStore } from '../now/floor-store.ts'
import { createChime } from './chime.ts'

/** How long a cue stays on the screen; a call stays in its list until somebody answers. Milliseconds. */
const SHOWN_MS = 8000

/** Tells the associate of calls and arrivals at the moment they happen: on the screen, to a screen reader, and by sound if wanted. */
export function useCues(announcer: Announcer) {
  const floor = useFloorStore()
  const { timers, memory } = useStaffContext()
  const { t } = useText()
  const nameOf = useDeviceName()
  const chime = createChime()
  const shown = shallowRef<{ kind: Cue['kind']; text: string } | null>(null)
  const soundOn = ref(memory.get('sound') !== 'off')
  let cancel: () => void = () => undefined

  const textOf = (cue: Cue): string => {
    if (cue.kind === 'call') return t('now.calledAnnounce', { where: nameOf(cue.call.deviceId) })
    const who = cue.visit.maskedName ?? t(cue.visit.level === 'L2' ? 'visit.member' : 'visit.anonymous')
    return t('now.arrivedAnnounce', { where: nameOf(cue.visit.deviceId), who })
  }
  watch(
    () => floor.cue,
    (cue) => {
      if (!cue) return
      shown.value = { kind: cue.kind, text: textOf(cue) }
      announcer.say(shown.value.text, cue.kind === 'call' ? 'urgent' : 'polite')
      if (soundOn.value) void chime(cue.kind)
      cancel()
      cancel = timers.after(SHOWN_MS, () => (shown.value = null))
    },
  )
  onScopeDispose(() => cancel())

  return {
    shown,
    soundOn,
    setSound: (on: boolean): void => {
      soundOn.value = on
      memory.set('sound', on ? 'on' : 'off')
    },
  }
}
