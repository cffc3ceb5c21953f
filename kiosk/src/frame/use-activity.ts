import { onScopeDispose } from 'vue'
import { useServices } from '../services.ts'
import { useKiosk } from '../stores/kiosk.ts'

/** The host needs to know that somebody is there, not every finger: at most one report in this time. */
export const REPORT_EVERY_MS = 2_000
/** Without a visit nobody else watches the clock; then the attract loop returns after this (recognition-ux 6.3). */
export const IDLE_MS = 90_000

/**
 * Reports touches and keys to the host, which keeps the visit's clock; without a visit it keeps the clock itself and calls
 * `onIdle`.
 */
export function useActivity(target: EventTarget, onIdle: () => void): void {
  const kiosk = useKiosk()
  const { steadyMs, timers } = useServices()
  let reportedAtMs = -Infinity
  let cancelIdle = timers.after(IDLE_MS, idle)

  function touched(): void {
    cancelIdle()
    cancelIdle = timers.after(IDLE_MS, idle)
    if (!kiosk.visit || kiosk.state?.warning || steadyMs() - reportedAtMs < REPORT_EVERY_MS) return
    reportedAtMs = steadyMs()
    void kiosk.askInVisit('visit:activity', {})
  }

  function idle(): void {
    if (!kiosk.visit) onIdle()
    cancelIdle = timers.after(IDLE_MS, idle)
  }

  const events = ['pointerdown', 'keydown'] as const
  for (const event of events) target.addEventListener(event, touched, { passive: true })
  onScopeDispose(() => {
    cancelIdle()
    for (const event of events) target.removeEventListener(event, touched)
  })
}
