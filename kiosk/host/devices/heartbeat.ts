import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import type { PendingEnds } from '../visit/pending-ends.ts'

/** How often a kiosk reports to the office. Milliseconds. */
const HEARTBEAT_MS = 15_000

interface HeartbeatOptions {
  readonly link: Pick<StoreLink, 'request' | 'onStatus' | 'status'>
  readonly clock: Clock
  readonly timers: Timers
  readonly version: string
  readonly screen: () => string
  readonly ends: Pick<PendingEnds, 'count'>
}

/** Reports when the line comes up, and then every so often; returns how to stop. */
export function startHeartbeat({ link, clock, timers, version, screen, ends }: HeartbeatOptions): () => void {
  const report = (): void => {
    if (link.status() !== 'online') return
    const about = { version, screen: screen(), outboxLength: ends.count(), sentAt: clock.nowMs() }
    void link.request('devices:report', about)
  }
  const stopListening = link.onStatus(report)
  const cancel = timers.every(HEARTBEAT_MS, report)
  return () => {
    stopListening()
    cancel()
  }
}
