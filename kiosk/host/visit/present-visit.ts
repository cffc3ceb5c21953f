import type { Result } from '@dangol/domain/result/result.ts'
import { ok, refuse } from '@dangol/domain/result/result.ts'
import type { CancelTimer, Clock, Timers } from '@dangol/domain/time/clock.ts'
import { extend, nextTurnMs, raise, startClock, tick, touch } from '@dangol/domain/visits/visit-clock.ts'
import type { VisitClock } from '@dangol/domain/visits/visit-clock.ts'
import type { KioskState, KioskVisit } from '@dangol/protocol/bridge.ts'

/** The visit that is on this kiosk now, with its clock running. */
export interface PresentVisit {
  readonly visit: () => KioskVisit | null
  readonly warning: () => KioskState['warning']
  enter(visit: KioskVisit): void
  /** The server's newer word of the same visit; a higher level starts its own limits. */
  update(visit: KioskVisit): void
  leave(): void
  readonly touched: () => void
  /** Refuses: 'visit-over', 'no-more-time'. */
  readonly moreTime: () => Result<null, { code: 'visit-over' } | { code: 'no-more-time' }>
}

export interface PresentVisitOptions {
  readonly clock: Clock
  readonly timers: Timers
  /** The time is up and the visit still here. */
  readonly onTimeout: () => void
  readonly onChange: () => void
}

/** Runs the visit clock (recognition-ux 6.3): one timer, always for the next turn. */
export function createPresentVisit({ clock, timers, onTimeout, onChange }: PresentVisitOptions): PresentVisit {
  let present: { readonly visit: KioskVisit; readonly clock: VisitClock } | null = null
  let cancelTurn: CancelTimer = () => undefined

  const become = (next: typeof present): void => {
    present = next
    cancelTurn()
    const turn = next && nextTurnMs(next.clock, clock.nowMs())
    if (turn !== null) cancelTurn = timers.after(turn - clock.nowMs(), turned)
    onChange()
  }
  const turned = (): void => {
    if (present && tick(present.clock, clock.nowMs()).kind === 'over') onTimeout()
    else become(present)
  }
  return {
    visit: () => present?.visit ?? null,
    warning() {
      const state = present && tick(present.clock, clock.nowMs())
      return state?.kind === 'warning' ? { endsAt: state.endsAt, extensionsLeft: state.extensionsLeft } : null
    },
    enter: (visit) => become({ visit, clock: startClock(visit.level, clock.nowMs()) }),
    update(visit) {
      if (present) become({ visit, clock: raise(present.clock, visit.level, clock.nowMs()) })
    },
    leave: () => become(null),
    touched() {
      if (present) become({ ...present, clock: touch(present.clock, clock.nowMs()) })
    },
    moreTime() {
      if (!present) return refuse('visit-over')
      const extended = extend(present.clock, clock.nowMs())
      if (!extended.ok) return extended
      become({ ...present, clock: extended.value })
      return ok(null)
    },
  }
}
