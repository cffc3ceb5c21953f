import type { Timers } from '@dangol/domain/time/clock.ts'
import { onScopeDispose } from 'vue'

/** How long a tablet may lie untouched before it is nobody's (recognition-ux 8.2). Milliseconds. */
export const LOCK_AFTER_MS = 2 * 60_000
const ACTS = ['pointerdown', 'keydown', 'wheel'] as const

interface IdleOptions {
  readonly target: EventTarget
  readonly timers: Timers
  readonly afterMs?: number
  readonly onIdle: () => void
}

/** Calls back once nothing was touched for that long, and again after the next pause that long. */
export function useIdle({ target, timers, afterMs = LOCK_AFTER_MS, onIdle }: IdleOptions): void {
  let cancel = timers.after(afterMs, onIdle)
  const restart = (): void => {
    cancel()
    cancel = timers.after(afterMs, onIdle)
  }
  for (const act of ACTS) target.addEventListener(act, restart, { passive: true, capture: true })
  onScopeDispose(() => {
    cancel()
    for (const act of ACTS) target.removeEventListener(act, restart, { capture: true })
  })
}
