import type { CallId, VisitId } from '@dangol/domain/ids/ids.ts'
import type { Timers } from '@dangol/domain/time/clock.ts'
import type { FloorVisit, HelpCall } from '@dangol/protocol/visits.ts'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { Cue } from '../now/cues.ts'

/** How long a cue stays on the screen; a call stays in its list until somebody answers. Milliseconds. */
export const SHOWN_MS = 8000

/** The floor as far as a cue speaks of it. */
export interface CueFloor {
  readonly cue: Cue | null
  readonly calls: readonly HelpCall[]
  readonly visitById: (id: VisitId) => FloorVisit | undefined
}

/**
 * The cue on the screen. It leaves after a while, at once when what it says is over (the call answered or withdrawn, the
 * visit ended), and never while somebody points at it or has reached it by keyboard (WCAG 2.2.1).
 */
export function useShownCue({ floor, timers }: { floor: CueFloor; timers: Timers }) {
  const shown = shallowRef<Cue | null>(null)
  let cancel: () => void = () => undefined

  const isWaiting = (id: CallId): boolean => floor.calls.some((call) => call.id === id && call.answeredBy === null)
  const holds = (cue: Cue): boolean =>
    cue.kind === 'call' ? isWaiting(cue.call.id) : floor.visitById(cue.visit.id) !== undefined

  function dismiss(): void {
    cancel()
    shown.value = null
  }
  function release(): void {
    cancel()
    cancel = timers.after(SHOWN_MS, dismiss)
  }
  watch(
    () => floor.cue,
    (cue) => {
      if (!cue) return
      shown.value = cue
      release()
    },
    { flush: 'sync' },
  )
  watch(
    () => shown.value !== null && !holds(shown.value),
    (isOver) => {
      if (isOver) dismiss()
    },
  )
  onScopeDispose(() => cancel())

  return { shown, hold: () => cancel(), release, dismiss }
}
