import type { DeviceStatus, WanStatus } from '@dangol/protocol/devices.ts'
import type { OfficeView } from '@dangol/protocol/insights.ts'
import type { HelpCall } from '@dangol/protocol/visits.ts'
import type { BelowZero, OrderBook } from '../../ports/selling.ts'

/** How long a shopper may wait for an answer before the manager hears of it. */
const CALL_WAIT_MAX_MS = 30_000
/** A list longer than this is not read to its end. */
export const EXCEPTIONS_MAX = 100

/** What the exceptions are drawn from. */
export interface Circumstances {
  readonly nowMs: number
  readonly waitingCalls: readonly HelpCall[]
  readonly wan: WanStatus
  readonly rejections: ReturnType<OrderBook['rejections']>
  readonly devices: readonly DeviceStatus[]
  readonly belowZero: ReturnType<BelowZero['belowZero']>
}

/** What needs a person, most urgent first: a waiting shopper, the line, lost orders, dead screens, impossible stock. */
export function exceptionsOf(o: Circumstances): OfficeView['exceptions'] {
  const exceptions: OfficeView['exceptions'] = [
    ...o.waitingCalls
      .filter((call) => o.nowMs - call.calledAt > CALL_WAIT_MAX_MS)
      .map((call) => ({ kind: 'call-waiting' as const, subject: call.deviceId, since: call.calledAt })),
    ...(o.wan.state === 'down' ? [{ kind: 'wan-down' as const, since: o.wan.since, waiting: o.wan.waiting }] : []),
    ...o.rejections.map(({ number, since, why }) => ({ kind: 'order-rejected' as const, subject: number, since, why })),
    // The office that shows this list may come and go; a kiosk or a tablet may not.
    ...o.devices
      .filter((device) => device.kind !== 'office' && !device.connected)
      .map((device) => ({ kind: 'device-down' as const, subject: device.id, since: device.lastSeenAt })),
    ...o.belowZero.map(({ sku, units, since }) => ({ kind: 'stock-below-zero' as const, subject: sku, since, units })),
  ]
  return exceptions.slice(0, EXCEPTIONS_MAX)
}
