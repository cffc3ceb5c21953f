import type { Announcer } from '@dangol/ui/feedback/use-announcer.ts'
import { computed, ref, watch } from 'vue'
import { useDeviceName } from '../../app/device-name.ts'
import { useStaffContext } from '../../app/staff-context.ts'
import { useText } from '../../app/text.ts'
import type { Cue } from '../now/cues.ts'
import { useFloorStore } from '../now/floor-store.ts'
import { createChime } from './chime.ts'
import { useShownCue } from './use-shown-cue.ts'

/** Tells the associate of calls and arrivals at the moment they happen: on the screen, to a screen reader, and by sound if wanted. */
export function useCues(announcer: Announcer) {
  const floor = useFloorStore()
  const { timers, memory } = useStaffContext()
  const { t } = useText()
  const nameOf = useDeviceName()
  const chime = createChime()
  const toast = useShownCue({ floor, timers })
  const soundOn = ref(memory.get('sound') !== 'off')

  const textOf = (cue: Cue): string => {
    if (cue.kind === 'call') return t('now.calledAnnounce', { where: nameOf(cue.call.deviceId) })
    const who = cue.visit.maskedName ?? t(cue.visit.level === 'L2' ? 'visit.member' : 'visit.anonymous')
    return t('now.arrivedAnnounce', { where: nameOf(cue.visit.deviceId), who })
  }
  watch(
    () => floor.cue,
    (cue) => {
      if (!cue) return
      announcer.say(textOf(cue), cue.kind === 'call' ? 'urgent' : 'polite')
      if (soundOn.value) void chime(cue.kind)
    },
  )

  return {
    shown: computed(() => toast.shown.value && { kind: toast.shown.value.kind, text: textOf(toast.shown.value) }),
    hold: toast.hold,
    release: toast.release,
    dismiss: toast.dismiss,
    soundOn,
    setSound: (on: boolean): void => {
      soundOn.value = on
      memory.set('sound', on ? 'on' : 'off')
    },
  }
}
