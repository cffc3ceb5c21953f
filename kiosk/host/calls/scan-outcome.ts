import type { CancelTimer, Timers } from '@dangol/domain/time/clock.ts'
import type { KioskState } from '@dangol/protocol/bridge.ts'
import { DOUBLE_READ_MS } from '../devices/read-code.ts'

/** How long 'refused' and 'another-person' stay on the screen when nobody reacts. Milliseconds. */
export const SCAN_OUTCOME_MS = 20_000

/** The last code read and what became of it. */
export interface ScanOutcome {
  readonly outcome: () => KioskState['scan']
  readonly become: (next: KioskState['scan']) => void
  /** Notes a read; true when the same code was read a moment ago. */
  readonly isDoubleRead: (text: string, nowMs: number) => boolean
  readonly lastText: () => string | null
  readonly forget: () => void
}

/** Forgets the code as soon as it serves neither the double-read check nor a take-over: it names its owner's credential. */
export function createScanOutcome(timers: Timers, onChange: () => void): ScanOutcome {
  let outcome: KioskState['scan'] = 'idle'
  let last: { text: string; at: number } | null = null
  let cancelForget: CancelTimer = () => undefined

  const forget = (): void => {
    cancelForget()
    last = null
    outcome = 'idle'
    onChange()
  }
  const become = (next: KioskState['scan']): void => {
    cancelForget()
    outcome = next
    if (next !== 'checking') cancelForget = timers.after(next === 'idle' ? DOUBLE_READ_MS : SCAN_OUTCOME_MS, forget)
    onChange()
  }
  return {
    outcome: () => outcome,
    become,
    isDoubleRead(text, nowMs) {
      const again = last?.text === text && nowMs - last.at < DOUBLE_READ_MS
      last = { text, at: nowMs }
      return again
    },
    lastText: () => last?.text ?? null,
    forget,
  }
}
