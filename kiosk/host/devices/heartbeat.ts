import type { Outbox } from '@dangol/client/outbox.ts'
import type { StoreLink } from '@dangol/client/store-link.ts'
import type { Clock, Timers } from '@dangol/domain/time/clock.ts'
import { waitedMs } from '../host-state.ts'

/** How often a kiosk reports to the office. Milliseconds. */
const HEARTBEAT_MS = 15_000

interface HeartbeatOptions {
  readonly link: Pick<StoreLink, 'request' | 'onStatus' | 'status' | 'measured' | 'storeClock'>
  readonly outbox: Pick<Outbox, 'waiting'>
  readonly clock: Clock
  readonly timers: Timers
  readonly version: string
  readonly screen: () => string
  /** Files of this kiosk that were found damaged. */
  readonly startedOver: number
}

/** Reports when the line comes up, and then every so often; returns how to stop. */
export function startHeartbeat(options: HeartbeatOptions): () => void {
  const { link, outbox, clock, timers, version, screen, startedOver } = options
  const report = (): void => {
    if (link.status() !== 'online' && link.status() !== 'read-only') return
    const [oldest, ...others] = outbox.waiting()
    void link.request('devices:report', {
      ...{ version, screen: screen(), sentAt: clock.nowMs(), outboxLength: oldest ? others.length + 1 : 0 },
      self: { ...link.measured(), oldestWaitingMs: oldest ? waitedMs(link, oldest) : null, startedOver },
    })
  }
  const stopListening = link.onStatus(report)
  const cancel = timers.every(HEARTBEAT_MS, report)
  return () => {
    stopListening()
    cancel()
  }
}
