import type { VisitId } from '@dangol/domain/ids/ids.ts'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { EndReason } from '@dangol/domain/visits/level.ts'
import type { KioskState, KioskVisit } from '@dangol/protocol/bridge.ts'

/** How long the goodbye stays (recognition-ux 6.3), and how long with a code to be photographed. Milliseconds. */
export const GOODBYE_MS = 8000
export const GOODBYE_WITH_CODE_MS = 20_000

export interface Goodbye {
  readonly shown: () => KioskState['goodbye']
  show(visit: KioskVisit, reason: EndReason): void
  /** The store server does not listen: no code will come while anybody stands here. */
  waits(visitId: VisitId): void
  /** The server has heard of the end and parked what was unfinished, if anything; too late once the goodbye is gone. */
  heard(visitId: VisitId, parkedCode: string | null): void
  readonly clear: () => void
}

/** The last screen of a visit. It is the last place that holds anything of it. */
export function createGoodbye(clock: Clock, timers: Timers, onChange: () => void): Goodbye {
  let shown: { visit: VisitId; goodbye: NonNullable<KioskState['goodbye']> } | null = null
  let cancelEnd: CancelTimer = () => undefined

  const become = (next: typeof shown): void => {
    cancelEnd()
    shown = next
    if (next) cancelEnd = timers.after(next.goodbye.endsAt - clock.nowMs(), () => become(null))
    onChange()
  }
  return {
    shown: () => shown?.goodbye ?? null,
    show({ id: visit, lang, orders }, reason) {
      const orderNumbers = orders.map(({ number }) => number)
      const endsAt = clock.nowMs() + GOODBYE_MS
      become({ visit, goodbye: { reason, lang, parkedCode: null, waits: false, orderNumbers, endsAt } })
    },
    waits(visit) {
      if (shown?.visit === visit) become({ visit, goodbye: { ...shown.goodbye, waits: true } })
    },
    heard(visit, code) {
      if (shown?.visit !== visit) return
      // After a time-out nobody stands there any more, and whoever comes next must not find the code.
      const parkedCode = shown.goodbye.reason === 'timeout' ? null : (code ?? shown.goodbye.parkedCode)
      const endsAt = parkedCode === null ? shown.goodbye.endsAt : clock.nowMs() + GOODBYE_WITH_CODE_MS
      become({ visit, goodbye: { ...shown.goodbye, waits: false, parkedCode, endsAt } })
    },
    clear() {
      if (shown) become(null)
    },
  }
}
