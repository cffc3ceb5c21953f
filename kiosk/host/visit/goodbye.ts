import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { EndReason } from '@dangol/domain/visits/level.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import type { VisitView } from '@dangol/protocol/visits.ts'

/** How long the goodbye stays (recognition-ux 6.3), and how long with a code to be photographed. Milliseconds. */
export const GOODBYE_MS = 8000
export const GOODBYE_WITH_CODE_MS = 20_000

export interface Goodbye {
  readonly shown: () => KioskState['goodbye']
  show(visit: VisitView, reason: EndReason): void
  /** The server parked what was unfinished; too late once the goodbye is gone. */
  parked(visit: VisitView, code: string): void
  readonly clear: () => void
}

/** The last screen of a visit. It is the last place that holds anything of it. */
export function createGoodbye(clock: Clock, timers: Timers, onChange: () => void): Goodbye {
  let shown: { visit: VisitView['id']; goodbye: NonNullable<KioskState['goodbye']> } | null = null
  let cancelEnd: CancelTimer = () => undefined

  const become = (next: typeof shown): void => {
    cancelEnd()
    shown = next
    if (next) cancelEnd = timers.after(next.goodbye.endsAt - clock.nowMs(), () => become(null))
    onChange()
  }
  return {
    shown: () => shown?.goodbye ?? null,
    show(visit, reason) {
      const orderNumbers = visit.orders.map(({ number }) => number)
      const endsAt = clock.nowMs() + GOODBYE_MS
      become({ visit: visit.id, goodbye: { reason, lang: visit.lang, parkedCode: null, orderNumbers, endsAt } })
    },
    parked(visit, code) {
      // After a time-out nobody stands there any more, and whoever comes next must not find the code.
      if (shown?.visit !== visit.id || shown.goodbye.reason === 'timeout') return
      const endsAt = clock.nowMs() + GOODBYE_WITH_CODE_MS
      become({ visit: visit.id, goodbye: { ...shown.goodbye, parkedCode: code, endsAt } })
    },
    clear() {
      if (shown) become(null)
    },
  }
}
